import type { MessageDetails } from '@ticketz/contract/message-details';
import type { MessageKind } from '@ticketz/contract/messages';
import { maxTextLength } from '@ticketz/contract/messages';
import type { proto } from '@whiskeysockets/baileys';
import { toStorable } from '../../../core/storable-text.ts';
import {
  callDetails,
  contactDetails,
  eventDetails,
  interactiveOptions,
  listOptions,
  locationDetails,
  optionDetails,
  pollDetails,
  previewDetails,
  templateOptions,
} from './content-details.ts';
import { type DescribedMedia, describeMedia } from './media-description.ts';

/** What can be shown of a message; null when it is none: a reaction, a vote, keys, an edit. */
export interface Content {
  kind: MessageKind;
  text: string;
  details: MessageDetails | null;
  media: DescribedMedia | null;
  /** What it answers, whether it was forwarded. */
  context: proto.IContextInfo | null;
  /** What the votes of a poll are encrypted with. */
  secret: Uint8Array | null;
  /** A live location's next position. */
  moves: boolean;
}

type Field = keyof proto.IMessage;
type Text = string | null | undefined;
interface Reading {
  kind: MessageKind;
  text?: Text;
  details?: MessageDetails | null;
  media?: DescribedMedia | null;
  moves?: boolean;
}
type Reader<F extends Field> = (value: NonNullable<proto.IMessage[F]>) => Reading;
type Readers = { [F in Field]?: Reader<F> };

/** One line for each kind of message, by the protocol's field. */
const readers: Readers = {
  conversation: (text) => ({ kind: 'text', text }),
  extendedTextMessage: (it) => ({ kind: 'text', text: it.text, details: previewDetails(it) }),
  imageMessage: (it) => ({ kind: 'image', text: it.caption, media: describeMedia('image', it) }),
  videoMessage: (it) => ({
    kind: it.gifPlayback ? 'gif' : 'video',
    text: it.caption,
    media: describeMedia('video', it),
  }),
  ptvMessage: (it) => ({ kind: 'video_note', media: describeMedia('video', it) }),
  audioMessage: (it) => ({ kind: it.ptt ? 'voice_note' : 'audio', media: describeMedia('audio', it) }),
  documentMessage: (it) => ({ kind: 'document', text: it.caption, media: describeMedia('document', it) }),
  stickerMessage: (it) => ({ kind: 'sticker', media: describeMedia('sticker', it) }),
  stickerPackMessage: () => ({ kind: 'sticker' }),
  locationMessage: (it) => ({ kind: 'location', details: locationDetails(it) }),
  liveLocationMessage: (it) => ({
    kind: 'live_location',
    text: it.caption,
    details: locationDetails(it),
    moves: isNextPosition(it),
  }),
  contactMessage: (it) => ({ kind: 'contact_card', details: contactDetails([it]) }),
  contactsArrayMessage: (it) => ({ kind: 'contact_card', details: contactDetails(it.contacts ?? []) }),
  pollCreationMessage: poll,
  pollCreationMessageV2: poll,
  pollCreationMessageV3: poll,
  pollCreationMessageV5: poll,
  eventMessage: (it) => ({ kind: 'event', text: it.name, details: eventDetails(it) }),
  groupInviteMessage: (it) => ({ kind: 'group_invite', text: it.caption }),
  orderMessage: (it) => ({ kind: 'order', text: it.message || it.orderTitle }),
  productMessage: (it) => ({ kind: 'product', text: it.body || it.product?.title }),
  buttonsMessage: (it) => ({
    kind: 'buttons',
    text: it.contentText,
    details: optionDetails((it.buttons ?? []).map(({ buttonText }) => buttonText?.displayText)),
  }),
  templateMessage: ({ hydratedTemplate, hydratedFourRowTemplate }) => ({
    kind: 'buttons',
    text: (hydratedTemplate ?? hydratedFourRowTemplate)?.hydratedContentText,
    details: templateOptions(hydratedTemplate ?? hydratedFourRowTemplate ?? null),
  }),
  interactiveMessage: (it) => ({ kind: 'buttons', text: it.body?.text, details: interactiveOptions(it) }),
  listMessage: (it) => ({ kind: 'list', text: it.description || it.title, details: listOptions(it) }),
  buttonsResponseMessage: (it) => ({ kind: 'text', text: it.selectedDisplayText }),
  templateButtonReplyMessage: (it) => ({ kind: 'text', text: it.selectedDisplayText }),
  interactiveResponseMessage: (it) => ({ kind: 'text', text: it.body?.text }),
  listResponseMessage: (it) => ({ kind: 'text', text: it.title }),
  call: () => ({ kind: 'call' }),
  callLogMesssage: (it) => ({ kind: 'call', details: callDetails(it) }),
  scheduledCallCreationMessage: (it) => ({ kind: 'call', text: it.title }),
};

/** Some phones count positions, others number them by the clock; all say how long they have been at it. */
function isNextPosition({ timeOffset, sequenceNumber }: proto.Message.ILiveLocationMessage): boolean {
  const sequence = Number(sequenceNumber ?? 0);
  return (timeOffset ?? 0) > 0 || (sequence > 1 && sequence < 1_000_000);
}

function poll(it: proto.Message.IPollCreationMessage): Reading {
  return { kind: 'poll', text: it.name, details: pollDetails(it) };
}

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
  const { content, viewOnce, secret } = unwrap(message);
  const fields = Object.entries(content ?? {}).filter(([, value]) => value !== null && value !== undefined);
  for (const [field, value] of fields) {
    const read = readField(field as Field, value);
    if (!read) continue;
    const complete = { ...read, context: contextOf(value), secret };
    return viewOnce ? seenOnce(complete) : complete;
  }
  if (fields.length > 0 && fields.every(([field]) => silent.has(field))) return null;
  return placeholder(viewOnce ? 'view_once' : 'unknown');
}

/** A message of which one knows only that there was one. */
export function placeholder(kind: MessageKind, details: MessageDetails | null = null): Content {
  return { kind, text: '', details, media: null, context: null, secret: null, moves: false };
}

/** What changes or accompanies another message is inside the same wrappers. */
export function unwrap(message: proto.IMessage | null | undefined): {
  content: proto.IMessage | null | undefined;
  viewOnce: boolean;
  secret: Uint8Array | null;
} {
  let content = message;
  let viewOnce = false;
  let secret: Uint8Array | null = null;
  for (let depth = 0; depth < maxDepth; depth += 1) {
    secret ??= content?.messageContextInfo?.messageSecret ?? null;
    const wrapper = wrappers.find((field) => content?.[field]?.message);
    if (!wrapper) break;
    viewOnce ||= viewOnceWrappers.has(wrapper);
    content = content?.[wrapper]?.message;
  }
  return { content, viewOnce: viewOnce || isViewOnce(content), secret };
}

function isViewOnce(content: proto.IMessage | null | undefined): boolean {
  return [content?.imageMessage, content?.videoMessage, content?.audioMessage].some(
    (media) => media?.viewOnce,
  );
}

/** As WhatsApp does on linked devices: it is said that there is something, and shown on the phone only. */
function seenOnce(content: Content): Content {
  return { ...content, kind: 'view_once', media: null, details: null };
}

function readField<F extends Field>(field: F, value: proto.IMessage[F]): Content | null {
  const read: Reader<F> | undefined = readers[field];
  if (!read || value === null || value === undefined) return null;
  const { text, ...reading } = read(value);
  return { ...placeholder(reading.kind), ...reading, text: toStorable(text ?? '', maxTextLength) };
}

function contextOf(value: unknown): proto.IContextInfo | null {
  if (typeof value !== 'object' || value === null || !('contextInfo' in value)) return null;
  return value.contextInfo as proto.IContextInfo | null;
}
