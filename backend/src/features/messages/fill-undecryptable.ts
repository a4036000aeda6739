import { query, queryOne } from '../../core/unit-of-work.ts';
import type { ChannelMedia, ChannelMessage } from '../connections/channel.ts';
import { changeMessages } from './change-messages.ts';
import { unknownQuote } from './store-message.ts';

/** The phone has sent again what couldn't be read: the placeholder becomes the message, in its place. */
export async function fillUndecryptable(
  companyId: string,
  messageId: string,
  received: ChannelMessage,
): Promise<void> {
  const { quoted } = received;
  const fileId = received.media ? await addFile(received.connectionId, received.media) : null;
  // Deleted meanwhile, it says nothing any more; what it has said is kept where that of others is.
  await query(
    `UPDATE message_edits SET text = $2, details = $3 WHERE message_id = $1 AND change_id = ''`,
    [messageId, received.text, received.details && JSON.stringify(received.details)],
    'fill-first-text',
  );
  await changeMessages(companyId, {
    name: 'fill-undecryptable',
    sql: `UPDATE messages m SET kind = $2, text = CASE WHEN deleted_at IS NULL THEN $3 ELSE '' END,
                 details = CASE WHEN deleted_at IS NULL THEN $4::jsonb END, forwarded = $5, secret = $6, file_id = $7,
                 quoted_id = q.id, quoted = CASE WHEN q.id IS NULL THEN $8::jsonb END, version = version + 1
            FROM (SELECT (SELECT q.id FROM messages q JOIN messages f ON f.id = $1
                    WHERE q.connection_id = f.connection_id AND q.contact_id = f.contact_id
                      AND q.direction = $9 AND q.channel_message_id = $10) AS id) q
           WHERE m.id = $1 AND kind = 'undecryptable' RETURNING m.*`,
    values: [
      messageId,
      received.kind,
      received.text,
      received.details && JSON.stringify(received.details),
      received.forwarded,
      received.secret,
      fileId,
      quoted && JSON.stringify(unknownQuote(quoted)),
      quoted?.direction ?? null,
      quoted?.channelMessageId ?? null,
    ],
  });
}

async function addFile(connectionId: string, media: ChannelMedia): Promise<string | null> {
  const row = await queryOne<{ id: string }>(
    `INSERT INTO files (connection_id, kind, name, mime_type, size, width, height, seconds, waveform, preview, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      connectionId,
      media.kind,
      media.name,
      media.mimeType,
      media.size,
      media.width,
      media.height,
      media.seconds,
      media.waveform,
      media.thumbnail,
      media.source,
    ],
    'add-file',
  );
  return row?.id ?? null;
}
