import { getContentType, normalizeMessageContent, proto } from '@whiskeysockets/baileys';
import { contextIn, pollIn } from './reading.ts';

const { Type } = proto.Message.ProtocolMessage;

/** What an incoming content does to a chat. */
export type Effect =
  | { type: 'message'; kind: string; text: string | undefined; quotedId: string | undefined }
  | { type: 'edit'; id: string; text: string | undefined }
  | { type: 'delete'; id: string }
  | { type: 'reaction'; id: string; emoji: string }
  | { type: 'vote'; id: string; vote: proto.Message.IPollEncValue }
  | { type: 'event-answer'; id: string; answer: proto.Message.IEncEventResponseMessage }
  | { type: 'sealed-edit'; id: string; edit: proto.Message.ISecretEncryptedMessage }
  | { type: 'nothing' };

/** Reads a content: a new message, or something about an older one. */
export function effectOf(content: proto.IMessage): Effect {
  const plain = normalizeMessageContent(content) ?? {};
  const { protocolMessage, reactionMessage } = plain;
  if (protocolMessage) return protocolEffect(protocolMessage);
  if (reactionMessage?.key?.id) {
    return { type: 'reaction', id: reactionMessage.key.id, emoji: reactionMessage.text ?? '' };
  }
  const addon = addonEffect(plain);
  if (addon) return addon;
  const kind = getContentType(plain) ?? Object.keys(plain).find((key) => key !== 'messageContextInfo');
  // A copy of what was typed on one's own phone comes only from there; see Phone.
  if (!kind || plain.deviceSentMessage) return { type: 'nothing' };
  return { type: 'message', kind, text: textOf(plain), quotedId: quotedIdOf(plain) };
}

function addonEffect({
  pollUpdateMessage,
  encEventResponseMessage,
  secretEncryptedMessage,
}: proto.IMessage): Effect | undefined {
  const poll = pollUpdateMessage?.pollCreationMessageKey?.id;
  if (poll && pollUpdateMessage.vote) return { type: 'vote', id: poll, vote: pollUpdateMessage.vote };
  const edited = secretEncryptedMessage?.targetMessageKey?.id;
  if (edited) return { type: 'sealed-edit', id: edited, edit: secretEncryptedMessage };
  const event = encEventResponseMessage?.eventCreationMessageKey?.id;
  return event ? { type: 'event-answer', id: event, answer: encEventResponseMessage } : undefined;
}

function protocolEffect(message: proto.Message.IProtocolMessage): Effect {
  const id = message.key?.id;
  if (!id) return { type: 'nothing' };
  if (message.type === Type.REVOKE) return { type: 'delete', id };
  if (message.type === Type.MESSAGE_EDIT)
    return { type: 'edit', id, text: textOf(message.editedMessage ?? {}) };
  return { type: 'nothing' };
}

/** The text of a message, a medium's caption, a poll's question: what one reads first. */
export function textOf(content: proto.IMessage): string | undefined {
  const plain = normalizeMessageContent(content) ?? {};
  const medium = plain.imageMessage ?? plain.videoMessage ?? plain.ptvMessage ?? plain.documentMessage;
  return (
    plain.conversation ||
    plain.extendedTextMessage?.text ||
    medium?.caption ||
    pollIn(plain)?.name ||
    plain.eventMessage?.name ||
    businessText(plain) ||
    undefined
  );
}

// What businesses send, and the answers to it.
function businessText(plain: proto.IMessage): string | null | undefined {
  const template = plain.templateMessage?.hydratedTemplate ?? plain.templateMessage?.hydratedFourRowTemplate;
  return (
    plain.buttonsMessage?.contentText ??
    plain.buttonsResponseMessage?.selectedDisplayText ??
    plain.listMessage?.description ??
    plain.listResponseMessage?.title ??
    template?.hydratedContentText ??
    plain.templateButtonReplyMessage?.selectedDisplayText ??
    plain.interactiveMessage?.body?.text ??
    plain.interactiveResponseMessage?.body?.text
  );
}

function quotedIdOf(plain: proto.IMessage): string | undefined {
  return contextIn(plain)?.stanzaId ?? undefined;
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
  listMessage: 'list',
  listResponseMessage: 'list_response',
  buttonsMessage: 'button',
  buttonsResponseMessage: 'buttons_response',
  interactiveResponseMessage: 'native_flow_response',
  orderMessage: 'order',
  productMessage: 'product',
};

/** What the stanza says of its encrypted content, readable for the server. */
export function stanzaType(content: proto.IMessage): { type: string; edit?: string; mediatype?: string } {
  // A copy for one's own devices says the same outside.
  const plain = normalizeMessageContent(content.deviceSentMessage?.message ?? content) ?? {};
  if (plain.protocolMessage?.type === Type.REVOKE) return { type: 'text', edit: '7' };
  if (plain.protocolMessage?.type === Type.MESSAGE_EDIT) return { type: 'text', edit: '1' };
  if (plain.reactionMessage) return { type: 'reaction' };
  const kind = getContentType(plain) ?? '';
  if (POLLS.includes(kind)) return { type: 'poll' };
  if (kind === 'eventMessage' || kind === 'encEventResponseMessage') return { type: 'event' };
  const mediatype = plain.videoMessage?.gifPlayback ? 'gif' : plain.audioMessage?.ptt ? 'ptt' : MEDIA[kind];
  return mediatype ? { type: 'media', mediatype } : { type: 'text' };
}
