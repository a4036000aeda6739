import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** What a blob is encrypted as; decides the keys, which are derived from the media key and this name. */
export type MediaPurpose =
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'history'
  | 'app-state'
  | 'link';

const INFO: Record<MediaPurpose, string> = {
  image: 'WhatsApp Image Keys',
  video: 'WhatsApp Video Keys',
  audio: 'WhatsApp Audio Keys',
  document: 'WhatsApp Document Keys',
  sticker: 'WhatsApp Image Keys',
  history: 'WhatsApp History Keys',
  'app-state': 'WhatsApp App State Keys',
  link: 'WhatsApp Link Thumbnail Keys',
};
const MAC_LENGTH = 10;

/** What a message says of a blob on the media host. */
export interface MediaSecret {
  mediaKey: Uint8Array;
  fileSha256: Uint8Array;
  fileEncSha256: Uint8Array;
}

/** Encrypts a file as WhatsApp does: AES-256-CBC, then ten bytes of HMAC. */
export function encryptMedia(bytes: Uint8Array, purpose: MediaPurpose): MediaSecret & { blob: Buffer } {
  const mediaKey = randomBytes(32);
  const { iv, cipherKey, macKey } = keysOf(mediaKey, purpose);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const blob = Buffer.concat([sealed, macOf(macKey, iv, sealed)]);
  return { mediaKey, blob, fileSha256: sha256(bytes), fileEncSha256: sha256(blob) };
}

/** Decrypts a blob; throws when a signature or a hash isn't the one the message names. */
export function decryptMedia(blob: Uint8Array, secret: MediaSecret, purpose: MediaPurpose): Buffer {
  if (!sha256(blob).equals(secret.fileEncSha256))
    throw new Error('The blob is not the one that was sent: fileEncSha256 differs.');
  const { iv, cipherKey, macKey } = keysOf(secret.mediaKey, purpose);
  const sealed = blob.subarray(0, -MAC_LENGTH);
  if (!macOf(macKey, iv, sealed).equals(blob.subarray(-MAC_LENGTH)))
    throw new Error("The blob's signature is wrong: it was encrypted with other keys.");
  const decipher = createDecipheriv('aes-256-cbc', cipherKey, iv);
  const bytes = Buffer.concat([decipher.update(sealed), decipher.final()]);
  if (!sha256(bytes).equals(secret.fileSha256))
    throw new Error('The file is not the one that was sent: fileSha256 differs.');
  return bytes;
}

/** The key under which a client and its phone talk about a medium that has to be uploaded again. */
export function mediaRetryKey(mediaKey: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', mediaKey, '', 'WhatsApp Media Retry Notification', 32));
}

function keysOf(mediaKey: Uint8Array, purpose: MediaPurpose) {
  const keys = Buffer.from(hkdfSync('sha256', mediaKey, '', INFO[purpose], 112));
  return { iv: keys.subarray(0, 16), cipherKey: keys.subarray(16, 48), macKey: keys.subarray(48, 80) };
}

function macOf(macKey: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Buffer {
  return createHmac('sha256', macKey).update(iv).update(sealed).digest().subarray(0, MAC_LENGTH);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
