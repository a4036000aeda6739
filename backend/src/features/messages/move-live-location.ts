import { queryOne } from '../../core/unit-of-work.ts';
import type { ChannelMessage } from '../connections/channel.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';
import { changeMessages } from './change-messages.ts';

/** WhatsApp shares no longer than this. */
const sharedFor = "interval '8 hours'";

/** The next position of a live location takes the place of the one before it. False when that isn't here. */
export async function moveLiveLocation(received: ChannelMessage): Promise<boolean> {
  const { companyId, connectionId, person, author, direction, sentAt, details } = received;
  const shown = await queryOne<{ id: string }>(
    `SELECT m.id FROM tickets t JOIN messages m ON m.ticket_id = t.id
      WHERE t.connection_id = $1 AND t.last_message_at > $4::timestamptz - ${sharedFor}
        AND t.contact_id IN (SELECT contact_id FROM contact_identities
              WHERE (kind = 'phone' AND value = ANY ($5)) OR (kind = 'lid' AND value = $6) OR (kind = 'group' AND value = $7))
        AND ($7::text IS NULL OR m.member_id IN (SELECT id FROM group_members WHERE lid = $8 OR phone = $9))
        AND m.kind = 'live_location' AND m.direction = $2 AND m.channel_message_id <> $3
        AND m.sent_at BETWEEN $4::timestamptz - ${sharedFor} AND $4
      ORDER BY m.sent_at DESC, m.id DESC LIMIT 1`,
    [
      connectionId,
      direction,
      received.channelMessageId,
      sentAt,
      person.phone ? phoneVariants(person.phone) : [],
      person.lid,
      person.group ?? null,
      author?.lid ?? null,
      author?.phone ?? null,
    ],
    'shown-live-location',
  );
  if (!shown || !details?.location) return false;
  const location = { ...details.location, movedAt: sentAt.toISOString() };
  await changeMessages(companyId, {
    name: 'move-live-location',
    sql: `UPDATE messages SET details = $2, version = version + 1
           WHERE id = $1 AND deleted_at IS NULL AND details IS DISTINCT FROM $2
             AND coalesce((details #>> '{location,movedAt}')::timestamptz, sent_at) <= $3 RETURNING *`,
    values: [shown.id, JSON.stringify({ location }), sentAt],
  });
  return true;
}
