import type { OpenChannel } from '../channel.ts';
import { accountChannel } from './account-channel.ts';
import { checkNumber } from './check-number.ts';
import type { LiveSocket } from './live-socket.ts';
import { mediaChannel } from './media-channel.ts';
import { memberAddress } from './whatsapp-address.ts';

/** What the product can do over this socket, as every channel does it. */
export function sessionChannel(
  live: LiveSocket,
  options: Parameters<typeof mediaChannel>[1],
  send: OpenChannel['send'],
): OpenChannel {
  const { companyId, connectionId } = options.owned;
  return {
    companyId,
    connectionId,
    send,
    ...mediaChannel(live, options),
    ...accountChannel(live, options),
    checkNumber: (phones) => checkNumber(live.socket, phones),
    sendTyping: async (address, state) => {
      await live.presence.follow(address);
      await live.presence.show(address, state);
    },
    markRead: (address, messages) =>
      live.socket.readMessages(
        messages.map(({ id, author }) => {
          const participant = author ? memberAddress(author) : undefined;
          return { remoteJid: address, id, fromMe: false, ...(participant ? { participant } : {}) };
        }),
      ),
  };
}
