import type { DownloadTrouble, UploadTrouble } from '../server/media-troubles.ts';
import type { Network } from '../server/network.ts';
import type { ChatMessage } from './chat-message.ts';
import { RETRY_FAULTS } from './media-retry.ts';
import type { Phone } from './phone.ts';

/** What goes wrong with files. Only clients feel it; the phones of the mock have what they have. */
export class MediaFaults {
  private readonly network: Network;
  private readonly expired = new Set<string>();

  constructor(network: Network) {
    this.network = network;
  }

  /**
   * The next `count` downloads (of this message's file, or of any) go wrong: a status, slow, half of it, a broken
   * connection, a wrong byte (it decrypts, but the hash is another), or far more bytes than the message has said.
   */
  download(trouble: DownloadTrouble & { count?: number; message?: ChatMessage }): void {
    const { count = 1, message, ...how } = trouble;
    this.network.media.troubles.addDownload(how, count, message && pathOf(message));
  }

  /** The next `count` uploads of clients go wrong. Baileys tries each host once; here there is one. */
  upload(trouble: UploadTrouble & { count?: number }): void {
    const { count = 1, ...how } = trouble;
    this.network.media.troubles.addUpload(how, count);
  }

  /**
   * The media host has thrown the file away, as it does after some weeks: 404, or 410 on other days. The phone still has
   * it, and uploads it anew when a client asks (`server-error` receipt, then a `mediaretry` notification).
   */
  expire(message: ChatMessage, status: 404 | 410 = 404): void {
    const path = pathOf(message);
    this.expired.add(path);
    this.network.media.blobs.expire(path, status);
  }

  /** The phone doesn't upload again when asked: says that it hasn't got the file, that something is wrong, or nothing. */
  refuseReupload(o: { phone: Phone; how?: (typeof RETRY_FAULTS)[number]; count?: number }): void {
    const { phone, how = 'not-found', count = Number.POSITIVE_INFINITY } = o;
    this.network.plan.set('refuse-reupload', phone.number, count, RETRY_FAULTS.indexOf(how));
  }

  /** Everything can be had again. */
  clear(): void {
    this.network.media.troubles.clear();
    for (const path of this.expired) this.network.media.blobs.expire(path, undefined);
    this.expired.clear();
  }
}

function pathOf({ media, kind }: ChatMessage): string {
  if (!media?.directPath) throw new Error(`A message of the kind ${kind} has no file on the media host.`);
  return media.directPath;
}
