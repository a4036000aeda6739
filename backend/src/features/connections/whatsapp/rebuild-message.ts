import { decodeMessageNode, proto, unpadRandomMax16, type WAMessage } from '@whiskeysockets/baileys';
import type { JournalEntry, Notice } from './journal-entry.ts';

/** A message as Baileys gives it, or what WhatsApp itself tells. */
export interface Received extends WAMessage {
  notice?: Notice;
}

/** A journaled message as Baileys would have given it to us. */
export function rebuildMessage({ attrs, account, plaintext, unavailable, notice }: JournalEntry): Received {
  const message: Received = envelope(attrs, account);
  if (notice) return { ...message, notice };
  if (unavailable !== null) message.key.isViewOnce = unavailable.includes('view_once');
  if (plaintext === null) {
    message.messageStubType = proto.WebMessageInfo.StubType.CIPHERTEXT;
    return message;
  }
  message.message = decode(plaintext, message.key.fromMe === true);
  return message;
}

function envelope(attrs: Record<string, string>, account: { id: string; lid: string }): WAMessage {
  try {
    return decodeMessageNode({ tag: 'message', attrs }, account.id, account.lid).fullMessage;
  } catch {
    // Neither from a person nor from a group: nothing that belongs into a chat.
    return { key: { id: attrs.id ?? '', remoteJid: attrs.from ?? '' } };
  }
}

/** Null when the sender's client encrypted rubbish: it was a message all the same. */
function decode(plaintext: Uint8Array, fromMe: boolean): proto.IMessage | null {
  try {
    const message = proto.Message.decode(unpadRandomMax16(plaintext));
    // Only devices of our own may say that a message is a copy of what they sent.
    const copied = fromMe && message.deviceSentMessage?.message;
    return copied ? { messageContextInfo: message.messageContextInfo, ...copied } : message;
  } catch {
    return null;
  }
}
