import { getContentType, normalizeMessageContent, proto } from '@whiskeysockets/baileys';
import type { ChatMessage } from '../chat-message.ts';

/** What may go along with any message. */
export interface SendOptions {
  /** The message it answers. */
  quoting?: ChatMessage;
  /** Addresses of those it mentions; the text holds `@` and the digits of each. */
  mentions?: string[];
  /** How often it was forwarded; from 5 on the app says "forwarded many times". */
  forwarded?: number;
  /** Disappears after so many seconds. */
  ephemeral?: number;
  /** Of a medium: to be seen once; see `MediaOptions`. */
  viewOnce?: boolean | 'readable';
}

/** What a link looks like before one opens it. */
export interface LinkPreview {
  url: string;
  title: string;
  description?: string;
  /** A tiny JPEG. */
  thumbnail?: Uint8Array;
}

/** A text, with what goes along. Without anything special it is the simplest kind there is. */
export function textContent(text: string, preview?: LinkPreview): proto.IMessage {
  if (!preview) return { conversation: text };
  const { url, title, description, thumbnail } = preview;
  const previewType = proto.Message.ExtendedTextMessage.PreviewType.NONE;
  return {
    extendedTextMessage: {
      text,
      matchedText: url,
      title,
      description,
      jpegThumbnail: thumbnail,
      previewType,
    },
  };
}

/** Puts into a content what goes along with it. `quotedAuthor`: the address of who wrote the quoted message. */
export function withContext(
  content: proto.IMessage,
  { quoting, mentions, forwarded, ephemeral }: SendOptions,
  quotedAuthor?: string,
): proto.IMessage {
  const context: proto.IContextInfo = {};
  if (quoting) {
    context.stanzaId = quoting.id;
    context.participant = quotedAuthor;
    context.quotedMessage = withoutContext(quoting.content);
  }
  if (mentions?.length) context.mentionedJid = mentions;
  if (forwarded) Object.assign(context, { isForwarded: true, forwardingScore: forwarded });
  if (ephemeral) context.expiration = ephemeral;
  if (Object.keys(context).length === 0) return content;
  const carrying = carry(content, context);
  if (!ephemeral) return carrying;
  const { messageContextInfo } = carrying;
  return { ephemeralMessage: { message: carrying }, messageContextInfo };
}

function carry(content: proto.IMessage, context: proto.IContextInfo): proto.IMessage {
  // A plain text has no room for it.
  if (content.conversation)
    return { extendedTextMessage: { text: content.conversation, contextInfo: context } };
  const plain = normalizeMessageContent(content) ?? {};
  const kind = getContentType(plain);
  const inner: unknown = kind && plain[kind];
  if (typeof inner === 'object' && inner !== null) {
    const { contextInfo } = inner as { contextInfo?: proto.IContextInfo };
    Object.assign(inner, { contextInfo: { ...contextInfo, ...context } });
  }
  return content;
}

// What is quoted comes without what it quotes itself.
function withoutContext(content: proto.IMessage): proto.IMessage {
  const copy = proto.Message.decode(proto.Message.encode(normalizeMessageContent(content) ?? {}).finish());
  const kind = getContentType(copy);
  const inner: unknown = kind && copy[kind];
  if (typeof inner === 'object' && inner !== null) Reflect.deleteProperty(inner, 'contextInfo');
  return copy;
}
