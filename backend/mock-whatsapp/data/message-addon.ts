import { createHmac, randomBytes } from 'node:crypto';
import { aesDecryptGCM, aesEncryptGCM } from '@whiskeysockets/baileys';

/** What is encrypted under the secret of the message it belongs to, beside the encryption between devices. */
export type AddonKind = 'Poll Vote' | 'Event Response' | 'Message Edit';

/** To which message an addon belongs, and who made the two. Addresses as the chat has them: all numbers, or all LIDs. */
export interface AddonContext {
  secret: Uint8Array;
  messageId: string;
  author: string;
  sender: string;
}

export interface SealedAddon {
  encPayload: Uint8Array;
  encIv: Uint8Array;
}

/** Encrypts a vote, an answer to an event, or a new text. */
export function sealAddon(kind: AddonKind, context: AddonContext, plain: Uint8Array): SealedAddon {
  const encIv = randomBytes(12);
  return { encPayload: aesEncryptGCM(plain, keyOf(kind, context), encIv, extraOf(kind, context)), encIv };
}

/** Decrypts one; throws when it belongs to another message or comes from somebody else. */
export function openAddon(
  kind: AddonKind,
  context: AddonContext,
  { encPayload, encIv }: SealedAddon,
): Buffer {
  return aesDecryptGCM(encPayload, keyOf(kind, context), encIv, extraOf(kind, context));
}

function keyOf(kind: AddonKind, { secret, messageId, author, sender }: AddonContext): Buffer {
  const key = createHmac('sha256', Buffer.alloc(32)).update(secret).digest();
  return createHmac('sha256', key).update(`${messageId}${author}${sender}${kind}\x01`).digest();
}

// Edits have none.
function extraOf(kind: AddonKind, { messageId, sender }: AddonContext): Buffer {
  return kind === 'Message Edit' ? Buffer.alloc(0) : Buffer.from(`${messageId}\0${sender}`);
}
