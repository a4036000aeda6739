import type { ChannelMessage } from '../connections/channel.ts';
import { changeMessages } from './change-messages.ts';

/** The phone has sent again what couldn't be read: the placeholder becomes the message, in its place. */
export async function fillUndecryptable(
  companyId: string,
  messageId: string,
  received: ChannelMessage,
): Promise<void> {
  await changeMessages(companyId, {
    name: 'fill-undecryptable',
    sql: `UPDATE messages SET kind = $2, text = $3, version = version + 1
           WHERE id = $1 AND kind = 'undecryptable' RETURNING *`,
    values: [messageId, received.kind, received.text],
  });
}
