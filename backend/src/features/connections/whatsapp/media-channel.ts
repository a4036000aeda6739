import type { Vault } from '../../../core/secrets.ts';
import type { OpenChannel } from '../channel.ts';
import { fetchHistory } from './fetch-history.ts';
import type { AccountIds } from './journal-entry.ts';
import type { LiveSocket } from './live-socket.ts';
import { fetchMedia, type MediaHost } from './media-host.ts';
import { askForMedia } from './media-request.ts';
import { openSource, sealSource } from './media-source.ts';
import { uploadMedia } from './media-upload.ts';
import type { OwnedConnection } from './owned-connection.ts';
import { addressOf } from './whatsapp-address.ts';

/** The part of a channel that is about files. Nobody outside can read where they lie. */
export function mediaChannel(
  { socket }: LiveSocket,
  {
    owned,
    vault,
    mediaHost,
    account,
  }: {
    owned: OwnedConnection;
    vault: Vault;
    mediaHost: MediaHost;
    account(): AccountIds;
  },
): Pick<OpenChannel, 'upload' | 'fetchMedia' | 'askForMedia' | 'fetchHistory'> {
  return {
    fetchHistory: (source, signal) =>
      fetchHistory(source, { ...owned, vault, mediaHost, account: account(), signal }),
    upload: async (file) => sealSource(vault, await uploadMedia(socket, file)),
    fetchMedia: async (source, limits) => fetchMedia(mediaHost, openSource(vault, source), limits),
    askForMedia: async (source) => {
      const own = addressOf(account().id) ?? '';
      return sealSource(vault, await askForMedia(socket, openSource(vault, source), own));
    },
  };
}
