import { AccountError, type OpenChannel } from '../channel.ts';
import { changePrivacy, readPrivacy } from './account-privacy.ts';
import type { LiveSocket } from './live-socket.ts';
import type { MediaHost } from './media-host.ts';
import { readPhoneBook } from './phone-book.ts';

/** The part of a channel that is about the account itself. */
export function accountChannel(
  { socket }: LiveSocket,
  { mediaHost }: { mediaHost: MediaHost },
): Pick<OpenChannel, 'readPhoneBook' | 'readPrivacy' | 'changePrivacy'> {
  return {
    readPhoneBook: (limits) => told(() => readPhoneBook(socket, mediaHost, limits)),
    readPrivacy: () => told(() => readPrivacy(socket)),
    changePrivacy: (changes) => told(() => changePrivacy(socket, changes)),
  };
}

async function told<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AccountError) throw error;
    throw new AccountError(isRefusal(error) ? 'refused' : 'silent', error);
  }
}

/** Baileys puts the code of WhatsApp's error there; what got no answer has none. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'data' in error && typeof error.data === 'number';
}
