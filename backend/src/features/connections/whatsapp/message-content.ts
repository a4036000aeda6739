import type { MessageKind } from '@ticketz/contract/messages';
import { maxTextLength } from '@ticketz/contract/messages';
import { type proto } from '@whiskeysockets/baileys';
import { toStorable } from '../../../core/storable-text.ts';

/** What can be shown of a message; null when it is none: a reaction, a vote, keys, an edit. */
export interface Content {
  kind: MessageKind;
  text: string;
}

type Field = keyof proto.IMessage;
type Text = string | null | undefined;
type Reader<F extends Field> = (value: NonNullable<proto.IMessage[F]>) => [MessageKind, Text?];
type Readers = { [F in Field]?: Reader<F> };

/** One line for each kind of message, by the protocol's field. */
const readers: Readers = {
  conversation: (text) => ['text', text],
  extendedTextMessage: ({ text }) => ['text', text],
  imageMessage: ({ caption }) => ['image', caption],
  videoMessage: ({ caption, gifPlayback }) => [gifPlayback ? 'gif' : 'video', caption],
  ptvMessage: () => ['video_note'],
  audioMessage: ({ ptt }) => [ptt ? 'voice_note' : 'audio'],
  documentMessage: ({ caption }) => ['document', caption],
  stickerMessage: () => ['sticker'],
  stickerPackMessage: () => ['sticker'],
  locationMessage: () => ['location'],
  liveLocationMessage: ({ caption }) => ['live_location', caption],
  contactMessage: () => ['contact_card'],
  contactsArrayMessage: () => ['contact_card'],
  pollCreationMessage: ({ name }) => ['poll', name],
  pollCreationMessageV2: ({ name }) => ['poll', name],
  pollCreationMessageV3: ({ name }) => ['poll', name],
  pollCreationMessageV5: ({ name }) => ['poll', name],
  eventMessage: ({ name }) => ['event', name],
  groupInviteMessage: ({ caption }) => ['group_invite', caption],
  orderMessage: ({ message }) => ['order', message],
  productMessage: ({ body }) => ['product', body],
  buttonsMessage: ({ contentText }) => ['buttons', contentText],
  templateMessage: ({ hydratedTemplate }) => ['buttons', hydratedTemplate?.hydratedContentText],
  interactiveMessage: ({ body }) => ['buttons', body?.text],
  listMessage: ({ description, title }) => ['list', description || title],
  buttonsResponseMessage: ({ selectedDisplayText }) => ['text', selectedDisplayText],
  templateButtonReplyMessage: ({ selectedDisplayText }) => ['text', selectedDisplayText],
  interactiveResponseMessage: ({ body }) => ['text', body?.text],
  listResponseMessage: ({ title }) => ['text', title],
  call: () => ['call'],
  callLogMesssage: () => ['call'],
  scheduledCallCreationMessage: ({ title }) => ['call', title],
};

/** Messages around messages: what counts is inside. */
const wrappers = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'associatedChildMessage',
  'groupMentionedMessage',
  'botInvokeMessage',
  'lottieStickerMessage',
  'eventCoverImage',
  'pollCreationMessageV4',
  'questionMessage',
  'questionReplyMessage',
  'botForwardedMessage',
] as const satisfies Field[];
const viewOnceWrappers = new Set<string>([
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
]);

/** What changes or accompanies other messages. On their own they are nothing to show. */
const silent = new Set<string>([
  'protocolMessage',
  'editedMessage',
  'secretEncryptedMessage',
  'reactionMessage',
  'encReactionMessage',
  'pollUpdateMessage',
  'encEventResponseMessage',
  'eventResponseMessage',
  'keepInChatMessage',
  'pinInChatMessage',
  'commentMessage',
  'encCommentMessage',
  'senderKeyDistributionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'messageContextInfo',
  'albumMessage',
  'placeholderMessage',
  'messageHistoryNotice',
  'scheduledCallEditMessage',
]);

const maxDepth = 5;

/** Reads a message's content. What isn't known becomes `unknown`, so that it is never lost. */
export function readContent(message: proto.IMessage | null | undefined): Content | null {
  const { content, viewOnce } = unwrap(message);
  const fields = Object.entries(content ?? {}).filter(([, value]) => value !== null && value !== undefined);
  const found = fields
    .map(([field, value]) => readField(field as Field, value))
    .find((read) => read !== null);
  if (found) return viewOnce ? { ...found, kind: 'view_once' } : found;
  if (fields.length > 0 && fields.every(([field]) => silent.has(field))) return null;
  return { kind: viewOnce ? 'view_once' : 'unknown', text: '' };
}

function unwrap(message: proto.IMessage | null | undefined) {
  let content = message;
  let viewOnce = false;
  for (let depth = 0; depth < maxDepth; depth += 1) {
    const wrapper = wrappers.find((field) => content?.[field]?.message);
    if (!wrapper) break;
    viewOnce ||= viewOnceWrappers.has(wrapper);
    content = content?.[wrapper]?.message;
  }
  return { content, viewOnce: viewOnce || isViewOnce(content) };
}

function isViewOnce(content: proto.IMessage | null | undefined): boolean {
  return [content?.imageMessage, content?.videoMessage, content?.audioMessage].some(
    (media) => media?.viewOnce,
  );
}

function readField<F extends Field>(field: F, value: proto.IMessage[F]): Content | null {
  const read: Reader<F> | undefined = readers[field];
  if (!read || value === null || value === undefined) return null;
  const [kind, text] = read(value);
  return { kind, text: clean(text) };
}

function clean(text: Text): string {
  return toStorable(text ?? '', maxTextLength);
}
