import { getContentType, normalizeMessageContent, type proto } from '@whiskeysockets/baileys';
import type { BlobStore } from '../data/blob-store.ts';
import type { Choice } from './compose/kinds.ts';
import { mediaIn, type ReceivedMedia } from './received-media.ts';

export interface Place {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  caption?: string;
  /** Shared for a while and moving. */
  live: boolean;
  /** Of a live one: rises with each update. */
  sequence?: number;
}

export interface SharedContact {
  name: string;
  /** The digits of each. */
  numbers: string[];
  vcard: string;
}

export interface Poll {
  question: string;
  options: string[];
  /** 0: as many as one likes. */
  selectable: number;
}

export interface CalendarEvent {
  name: string;
  description?: string;
  start?: Date;
  end?: Date;
  place?: string;
  canceled: boolean;
}

export interface ShownPreview {
  url: string;
  title?: string;
  description?: string;
}

/** What stands in a message's content, for people. Each is there for those messages that have it. */
export class Reading {
  private readonly plain: proto.IMessage;
  private readonly content: proto.IMessage;
  private readonly blobs: BlobStore;

  constructor(content: proto.IMessage, blobs: BlobStore) {
    this.content = content;
    this.plain = normalizeMessageContent(content) ?? {};
    this.blobs = blobs;
  }

  /** The picture, video, sound, document or sticker in it. */
  get media(): ReceivedMedia | undefined {
    return mediaIn(this.blobs, this.plain);
  }

  get place(): Place | undefined {
    const { locationMessage: fixed, liveLocationMessage: live } = this.plain;
    const found = fixed ?? live;
    if (!found) return undefined;
    return {
      latitude: found.degreesLatitude ?? 0,
      longitude: found.degreesLongitude ?? 0,
      name: fixed?.name || undefined,
      address: fixed?.address || undefined,
      caption: live?.caption || undefined,
      live: Boolean(live),
      sequence: live ? Number(live.sequenceNumber ?? 0) : undefined,
    };
  }

  get contacts(): SharedContact[] | undefined {
    const { contactMessage, contactsArrayMessage } = this.plain;
    const cards = contactMessage ? [contactMessage] : contactsArrayMessage?.contacts;
    return cards?.map(({ displayName, vcard }) => ({
      name: displayName ?? '',
      vcard: vcard ?? '',
      numbers: [...(vcard ?? '').matchAll(/^TEL[^:]*:(.*)$/gm)].map(
        ([, tel]) => tel?.replace(/\D/g, '') ?? '',
      ),
    }));
  }

  get poll(): Poll | undefined {
    const poll = pollIn(this.plain);
    if (!poll) return undefined;
    const options = (poll.options ?? []).map(({ optionName }) => optionName ?? '');
    return { question: poll.name ?? '', options, selectable: poll.selectableOptionsCount ?? 0 };
  }

  get event(): CalendarEvent | undefined {
    const { eventMessage } = this.plain;
    if (!eventMessage) return undefined;
    const { name, description, location, isCanceled, startTime, endTime } = eventMessage;
    return {
      name: name ?? '',
      description: description || undefined,
      start: startTime ? new Date(Number(startTime) * 1000) : undefined,
      end: endTime ? new Date(Number(endTime) * 1000) : undefined,
      place: location?.name || undefined,
      canceled: isCanceled ?? false,
    };
  }

  /** What there is to tap. */
  get choices(): Choice[] | undefined {
    return choicesIn(this.plain);
  }

  /** Of an answer: the id of what was tapped. */
  get chosen(): string | undefined {
    const {
      listResponseMessage,
      buttonsResponseMessage,
      templateButtonReplyMessage,
      interactiveResponseMessage,
    } = this.plain;
    const params = interactiveResponseMessage?.nativeFlowResponseMessage?.paramsJson;
    return (
      listResponseMessage?.singleSelectReply?.selectedRowId ??
      buttonsResponseMessage?.selectedButtonId ??
      templateButtonReplyMessage?.selectedId ??
      parsed(params).id
    );
  }

  get preview(): ShownPreview | undefined {
    const { matchedText, title, description } = this.plain.extendedTextMessage ?? {};
    if (!matchedText) return undefined;
    return { url: matchedText, title: title || undefined, description: description || undefined };
  }

  /** The addresses of those it mentions. */
  get mentions(): string[] {
    return contextIn(this.plain)?.mentionedJid ?? [];
  }

  /** How often it was forwarded. */
  get forwarded(): number {
    const context = contextIn(this.plain);
    return context?.isForwarded ? Math.max(context.forwardingScore ?? 1, 1) : 0;
  }

  /** After so many seconds it disappears. */
  get ephemeral(): number | undefined {
    return contextIn(this.plain)?.expiration || undefined;
  }

  /** To be seen once. */
  get viewOnce(): boolean {
    return isViewOnce(this.content);
  }
}

const KEYS = [
  'media',
  'place',
  'contacts',
  'poll',
  'event',
  'choices',
  'chosen',
  'preview',
  'mentions',
  'forwarded',
  'ephemeral',
  'viewOnce',
] as const satisfies (keyof Reading)[];

/** Everything in `Reading` that people may look at. */
export type MessageReading = Pick<Reading, (typeof KEYS)[number]>;

/** Gives a message what can be read in its content, worked out when somebody looks; not kept and not copied. */
export function withReading<T extends { readonly content: proto.IMessage }>(
  message: T,
  blobs: BlobStore,
): T & MessageReading {
  const reading = new Reading(message.content, blobs);
  for (const key of KEYS) Object.defineProperty(message, key, { get: () => reading[key], enumerable: false });
  return message as T & MessageReading;
}

/** A poll, of whichever of the protocol's versions. */
export function pollIn(plain: proto.IMessage): proto.Message.IPollCreationMessage | undefined {
  return plain.pollCreationMessage ?? plain.pollCreationMessageV2 ?? plain.pollCreationMessageV3 ?? undefined;
}

/** Whether a content is to be seen once. */
export function isViewOnce(content: proto.IMessage): boolean {
  const inner = content.ephemeralMessage?.message ?? content;
  return Boolean(inner.viewOnceMessage ?? inner.viewOnceMessageV2 ?? inner.viewOnceMessageV2Extension);
}

/** The part of a content that says what it quotes, mentions and so on. */
export function contextIn(plain: proto.IMessage): proto.IContextInfo | undefined {
  const kind = getContentType(plain);
  const inner: unknown = kind && plain[kind];
  if (typeof inner !== 'object' || inner === null) return undefined;
  return (inner as { contextInfo?: proto.IContextInfo }).contextInfo ?? undefined;
}

function choicesIn(plain: proto.IMessage): Choice[] | undefined {
  const { buttonsMessage, listMessage, templateMessage, interactiveMessage } = plain;
  if (listMessage) {
    const rows = (listMessage.sections ?? []).flatMap((section) => section.rows ?? []);
    return rows.map((row) => choice(row.rowId, row.title, row.description));
  }
  const template = templateMessage?.hydratedTemplate ?? templateMessage?.hydratedFourRowTemplate;
  if (template) {
    const replies = (template.hydratedButtons ?? []).map(({ quickReplyButton }) => quickReplyButton);
    return replies.flatMap((reply) => (reply ? [choice(reply.id, reply.displayText)] : []));
  }
  if (interactiveMessage) return (interactiveMessage.nativeFlowMessage?.buttons ?? []).map(nativeChoice);
  return buttonsMessage?.buttons?.map(({ buttonId, buttonText }) =>
    choice(buttonId, buttonText?.displayText),
  );
}

function nativeChoice({
  buttonParamsJson,
}: proto.Message.InteractiveMessage.NativeFlowMessage.INativeFlowButton): Choice {
  const params = parsed(buttonParamsJson);
  return choice(params.id, params.display_text);
}

// What a client has written there may be anything.
function parsed(json: string | null | undefined): { id?: string; display_text?: string } {
  try {
    return JSON.parse(json || '{}') as { id?: string; display_text?: string };
  } catch {
    return {};
  }
}

function choice(id?: string | null, text?: string | null, description?: string | null): Choice {
  return { id: id ?? '', text: text ?? '', description: description || undefined };
}
