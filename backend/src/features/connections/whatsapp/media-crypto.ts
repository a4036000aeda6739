import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import { MediaError } from '../channel.ts';
import type { MediaClass, MediaSource } from './media-source.ts';

const macLength = 10;
const cipher = 'aes-256-cbc';

const purposes: Record<MediaClass, string> = {
  image: 'WhatsApp Image Keys',
  video: 'WhatsApp Video Keys',
  audio: 'WhatsApp Audio Keys',
  document: 'WhatsApp Document Keys',
  history: 'WhatsApp History Keys',
  'app-state': 'WhatsApp App State Keys',
};

function keysOf(mediaKey: Uint8Array, mediaClass: MediaClass) {
  const bytes = Buffer.from(hkdfSync('sha256', mediaKey, Buffer.alloc(0), purposes[mediaClass], 112));
  return { iv: bytes.subarray(0, 16), key: bytes.subarray(16, 48), macKey: bytes.subarray(48, 80) };
}

/**
 * Decrypts what the media host has. Fails with `damaged` when it isn't to the bit what the sender uploaded; by then the
 * bytes have gone through, so they count only at the end.
 */
export function decryptMedia({
  mediaClass,
  mediaKey,
  fileSha256,
  fileEncSha256,
}: Pick<MediaSource, 'mediaClass' | 'mediaKey' | 'fileSha256' | 'fileEncSha256'>): Transform {
  const { iv, key, macKey } = keysOf(mediaKey, mediaClass);
  const decipher = createDecipheriv(cipher, key, iv);
  const mac = createHmac('sha256', macKey).update(iv);
  const encrypted = createHash('sha256');
  const plain = createHash('sha256');
  // The last bytes are no ciphertext but its signature.
  let held = Buffer.alloc(0);

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      encrypted.update(chunk);
      const known = Buffer.concat([held, chunk]);
      const body = known.subarray(0, Math.max(0, known.length - macLength));
      held = known.subarray(body.length);
      mac.update(body);
      const bytes = decipher.update(body);
      plain.update(bytes);
      done(null, bytes);
    },
    flush(done) {
      try {
        const rest = decipher.final();
        plain.update(rest);
        const intact =
          held.equals(mac.digest().subarray(0, macLength)) &&
          encrypted.digest().equals(fileEncSha256) &&
          plain.digest().equals(fileSha256);
        done(intact ? null : new MediaError('damaged'), rest);
      } catch (error) {
        done(new MediaError('damaged', error));
      }
    },
  });
}

/** What encrypting has found out; complete when the stream has ended. */
export interface Encrypted {
  stream: Transform;
  mediaKey: Buffer;
  result(): { fileSha256: Buffer; fileEncSha256: Buffer; size: number };
}

/** Encrypts a file as the media host takes it, under a key of its own. */
export function encryptMedia(mediaClass: MediaClass): Encrypted {
  const mediaKey = randomBytes(32);
  const { iv, key, macKey } = keysOf(mediaKey, mediaClass);
  const encipher = createCipheriv(cipher, key, iv);
  const mac = createHmac('sha256', macKey).update(iv);
  const encrypted = createHash('sha256');
  const plain = createHash('sha256');
  let size = 0;
  const sign = (bytes: Buffer) => {
    mac.update(bytes);
    encrypted.update(bytes);
    return bytes;
  };
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      plain.update(chunk);
      done(null, sign(encipher.update(chunk)));
    },
    flush(done) {
      const rest = sign(encipher.final());
      const signature = mac.digest().subarray(0, macLength);
      encrypted.update(signature);
      done(null, Buffer.concat([rest, signature]));
    },
  });
  return {
    stream,
    mediaKey,
    result: () => ({ fileSha256: plain.digest(), fileEncSha256: encrypted.digest(), size }),
  };
}
