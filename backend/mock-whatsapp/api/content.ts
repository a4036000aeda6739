import { getContentType, normalizeMessageContent, proto } from '@whiskeysockets/baileys';

const { Type } = proto.Message.ProtocolMessage;

/** What an incoming content does to a chat. */
export type Effect =
  | { type: 'message'; kind: string; text: string | undefined; quotedId: string | undefined }
  | { type: 'edit'; id: string; text: string | undefined }
  | { type: 'delete'; id: string }
  | { type: 'reaction'; id: string; emoji: string }
  | { type: 'nothing' };

/** Reads a content: a new message, or something about an older one. */
export function effectOf(content: proto.IMessage): Effect {
  const plain = normalizeMessageContent(content) ?? {};
  const { protocolMessage, reactionMessage } = plain;
  if (protocolMessage) return protocolEffect(protocolMessage);
  if (reactionMessage?.key?.id) {
    return { type: 'reaction', id: reactionMessage.key.id, emoji: reactionMessage.text ?? '' };
  }
  const kind = getContentType(plain) ?? Object.keys(plain).find((key) => key !== 'messageContextInfo');
  // A copy of what was typed on one's own phone comes only from there; see Phone.
  if (!kind || plain.deviceSentMessage) return { type: 'nothing' };
  return { type: 'message', kind, text: textOf(plain), quotedId: quotedIdOf(plain) };
}

function protocolEffect(message: proto.Message.IProtocolMessage): Effect {
  const id = message.key?.id;
  if (!id) return { type: 'nothing' };
  if (message.type === Type.REVOKE) return { type: 'delete', id };
  if (message.type === Type.MESSAGE_EDIT)
    return { type: 'edit', id, text: textOf(message.editedMessage ?? {}) };
  return { type: 'nothing' };
}

/** The text of a message, or the caption of a medium. */
export function textOf(content: proto.IMessage): string | undefined {
  const plain = normalizeMessageContent(content) ?? {};
  const caption = plain.imageMessage ?? plain.videoMessage ?? plain.documentMessage;
  return plain.conversation || plain.extendedTextMessage?.text || caption?.caption || undefined;
}

function quotedIdOf(content: proto.IMessage): string | undefined {
  return content.extendedTextMessage?.contextInfo?.stanzaId ?? undefined;
}

const POLLS = ['pollCreationMessage', 'pollCreationMessageV2', 'pollCreationMessageV3', 'pollUpdateMessage'];
const MEDIA: Record<string, string> = {
  imageMessage: 'image',
  videoMessage: 'video',
  ptvMessage: 'ptv',
  audioMessage: 'audio',
  contactMessage: 'vcard',
  contactsArrayMessage: 'contact_array',
  documentMessage: 'document',
  liveLocationMessage: 'livelocation',
  stickerMessage: 'sticker',
  locationMessage: 'location',
  groupInviteMessage: 'url',
};

/** What the stanza says of its encrypted content, readable for the server. */
export function stanzaType(content: proto.IMessage): { type: string; edit?: string; mediatype?: string } {
  const plain = normalizeMessageContent(content) ?? {};
  if (plain.protocolMessage?.type === Type.REVOKE) return { type: 'text', edit: '7' };
  if (plain.protocolMessage?.type === Type.MESSAGE_EDIT) return { type: 'text', edit: '1' };
  if (plain.reactionMessage) return { type: 'reaction' };
  const kind = getContentType(plain) ?? '';
  if (POLLS.includes(kind)) return { type: 'poll' };
  if (kind === 'eventMessage') return { type: 'event' };
  const mediatype = MEDIA[kind];
  return mediatype ? { type: 'media', mediatype } : { type: 'text' };
}
