import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { OutboundContent } from '../connections/channel.ts';

/** What went out under an id, for a phone that couldn't read it and asks again. Null when it isn't ours. */
export async function sentContent(
  companyId: string,
  connectionId: string,
  channelMessageId: string,
): Promise<OutboundContent | null> {
  const row = await withCompany(companyId, () =>
    queryOne<{ text: string }>(
      `SELECT text FROM messages
        WHERE connection_id = $1 AND channel_message_id = $2 AND direction = 'outbound' AND kind = 'text'`,
      [connectionId, channelMessageId],
    ),
  );
  return row && { kind: 'text', text: row.text, quoted: null, forwarded: false };
}
