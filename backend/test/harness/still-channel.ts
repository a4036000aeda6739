import {
  AccountError,
  MediaError,
  type OpenChannel,
  SendError,
} from '../../src/features/connections/channel.ts';

/** A channel without a connection behind it: a test says what of it works. */
export function stillChannel(companyId: string, connectionId: string): OpenChannel {
  const unreachable = async () => {
    throw new MediaError('unreachable');
  };
  const silent = async () => {
    throw new AccountError('silent');
  };
  return {
    companyId,
    connectionId,
    send: async () => {
      throw new SendError('connection_lost', { retry: true });
    },
    upload: unreachable,
    fetchMedia: unreachable,
    askForMedia: unreachable,
    fetchHistory: unreachable,
    checkNumber: async () => {
      throw new Error('This channel is still');
    },
    readPhoneBook: silent,
    readPrivacy: silent,
    changePrivacy: silent,
    sendTyping: async () => undefined,
    markRead: async () => undefined,
  };
}
