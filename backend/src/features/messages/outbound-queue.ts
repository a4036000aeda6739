import { readForCompany, uuidLiteral } from '../../core/tenancy.ts';
import type { OpenChannel } from '../connections/channel.ts';
import { actionOut, messageOut, type OutboundRow } from './outbound-content.ts';
import { uploadsLast } from './outbound-file.ts';

/** Something that waits to be sent. */
export interface QueuedRow extends OutboundRow {
  id: string;
  channel_message_id: string;
  attempts: number;
  reply_address: string;
  /** Its file must be uploaded to the channel first. What comes after it in its ticket waits; other tickets don't. */
  to_upload: boolean;
  /** It has waited so long that phones wouldn't take it any more. */
  too_late: boolean;
}

/** How many are told at a time whose files are to be uploaded. */
const mostUploads = 10;

/** The file of the message `b` isn't at the channel, or not any more. */
const unready = `(SELECT true FROM files f WHERE f.company_id = b.company_id AND f.id = b.file_id
  AND (f.source IS NULL OR f.source_at < now() - ${uploadsLast}))`;

/** What was in time when it was done goes out a little later, too: phones don't count by the second. */
const tooLate = `(x.kind = 'edit' AND m.sent_at < now() - interval '20 minutes'
  OR x.kind = 'delete' AND m.sent_at < now() - interval '60 hours')`;

/**
 * What waits to be sent over a connection, the oldest first: messages, and what was done to messages. Both have ids that
 * rise with time, so a reaction follows its message, and an edit the one before it; what is done to a message that hasn't
 * gone out waits for it. A few more may come whose files are
 * to be uploaded.
 */
export function nextQueued({ companyId, connectionId }: OpenChannel, limit: number): Promise<QueuedRow[]> {
  const connection = uuidLiteral(connectionId);
  const waiting = `b.connection_id = ${connection} AND b.status = 'queued' AND b.file_id IS NOT NULL AND ${unready}`;
  const isFree = (id: string) =>
    `NOT EXISTS (SELECT FROM messages b WHERE ${waiting} AND b.ticket_id = m.ticket_id AND b.id <= ${id})`;
  return readForCompany<QueuedRow>(
    companyId,
    `SELECT * FROM (
     (SELECT m.id, m.channel_message_id, m.attempts, t.reply_address, false AS to_upload, false AS too_late, ${messageOut}
        FROM messages m JOIN tickets t ON t.company_id = m.company_id AND t.id = m.ticket_id
        LEFT JOIN messages q ON q.company_id = m.company_id AND q.id = m.quoted_id
       WHERE m.connection_id = ${connection} AND m.status = 'queued' AND ${isFree('m.id')}
       ORDER BY m.id LIMIT ${limit})
     UNION ALL
     (SELECT x.id, x.channel_message_id, x.attempts, t.reply_address, false, ${tooLate}, ${actionOut}
        FROM message_actions x JOIN messages m ON m.company_id = x.company_id AND m.id = x.message_id
        JOIN tickets t ON t.company_id = m.company_id AND t.id = m.ticket_id
       WHERE x.connection_id = ${connection} AND x.status = 'queued' AND ${isFree('x.id')}
         AND (m.status IS NULL OR m.status NOT IN ('queued', 'failed'))
       ORDER BY x.id LIMIT ${limit})
     ORDER BY id LIMIT ${limit}) AS ready
     UNION ALL
     (SELECT m.id, m.channel_message_id, m.attempts, t.reply_address, true, false, ${messageOut}
        FROM messages b JOIN messages m ON m.company_id = b.company_id AND m.id = b.id
        JOIN tickets t ON t.company_id = m.company_id AND t.id = m.ticket_id
        LEFT JOIN messages q ON q.company_id = m.company_id AND q.id = m.quoted_id
       WHERE ${waiting} ORDER BY b.id LIMIT ${mostUploads})
     ORDER BY to_upload, id`,
  );
}
