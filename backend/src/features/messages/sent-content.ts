import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import type { OutboundContent } from '../connections/channel.ts';
import { actionOut, messageOut, type OutboundRow, toOutbound } from './outbound-content.ts';

/** What went out under an id, for a phone that couldn't read it and asks again. Null when it isn't ours. */
export async function sentContent(
  companyId: string,
  connectionId: string,
  channelMessageId: string,
): Promise<OutboundContent | null> {
  const row = await withCompany(companyId, () =>
    queryOne<OutboundRow>(
      `SELECT ${messageOut} FROM messages m LEFT JOIN messages q ON q.id = m.quoted_id
        WHERE m.connection_id = $1 AND m.channel_message_id = $2 AND m.direction = 'outbound'
          AND NOT m.from_phone AND m.deleted_at IS NULL
       UNION ALL
       SELECT ${actionOut} FROM message_actions x JOIN messages m ON m.id = x.message_id
        WHERE x.connection_id = $1 AND x.channel_message_id = $2
        LIMIT 1`,
      [connectionId, channelMessageId],
      'sent-content',
    ),
  );
  return row && toOutbound(companyId, row);
}
