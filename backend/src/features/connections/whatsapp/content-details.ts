import type { Location, MessageDetails } from '@ticketz/contract/message-details';
import { proto } from '@whiskeysockets/baileys';
import { toStorable } from '../../../core/storable-text.ts';
import { readVcard } from './read-vcard.ts';

type Text = string | null | undefined;

const maxCards = 257;
const maxPollOptions = 20;
const maxOptions = 100;
const optionLength = 300;

/** Null where the sender's phone wrote something that is no point on the map. */
export function locationDetails(
  place: Pick<
    proto.Message.ILocationMessage,
    'degreesLatitude' | 'degreesLongitude' | 'name' | 'address'
  > | null,
): { location: Location } | null {
  const [latitude, longitude] = [place?.degreesLatitude ?? Number.NaN, place?.degreesLongitude ?? Number.NaN];
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return null;
  const [name, address] = [toStorable(place?.name ?? '', 300), toStorable(place?.address ?? '', 500)];
  return { location: { latitude, longitude, name, address } };
}

export function contactDetails(cards: proto.Message.IContactMessage[]): MessageDetails | null {
  if (cards.length === 0) return null;
  const contacts = cards
    .slice(0, maxCards)
    .map(({ vcard, displayName }) => readVcard(vcard ?? '', displayName ?? ''));
  return { contacts };
}

export function pollDetails(poll: proto.Message.IPollCreationMessage): MessageDetails {
  const options = (poll.options ?? []).slice(0, maxPollOptions).map(({ optionName }) => ({
    name: toStorable(optionName ?? '', optionLength),
    votes: 0,
    byCustomer: false,
  }));
  return { poll: { options, severalAllowed: poll.selectableOptionsCount !== 1 } };
}

export function eventDetails(event: proto.Message.IEventMessage): MessageDetails {
  const seconds = Number(event.startTime ?? 0);
  const place = [event.location?.name, event.location?.address].filter(Boolean).join(', ');
  return {
    event: {
      startsAt: seconds > 0 && seconds < 253_402_300_800 ? new Date(seconds * 1000).toISOString() : null,
      place: toStorable(place || event.joinLink || '', 500),
      canceled: event.isCanceled === true,
    },
  };
}

/** Only of pages that a browser could open. */
export function previewDetails(text: proto.Message.IExtendedTextMessage): MessageDetails | null {
  const url = webAddress(text.matchedText ?? '');
  const title = toStorable(text.title ?? '', 500);
  const description = toStorable(text.description ?? '', 1_000);
  return url && (title || description) ? { preview: { url, title, description } } : null;
}

function webAddress(text: string): string | null {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.href.length <= 2_000;
  return isWeb ? url.href : null;
}

export function optionDetails(texts: Text[]): MessageDetails | null {
  const options = texts
    .slice(0, maxOptions)
    .map((text) => toStorable(text ?? '', optionLength))
    .filter((text) => text !== '');
  return options.length > 0 ? { options } : null;
}

export function templateOptions(template: proto.Message.TemplateMessage.IHydratedFourRowTemplate | null) {
  return optionDetails(
    (template?.hydratedButtons ?? []).map(
      ({ quickReplyButton, urlButton, callButton }) =>
        (quickReplyButton ?? urlButton ?? callButton)?.displayText,
    ),
  );
}

export function interactiveOptions({ nativeFlowMessage }: proto.Message.IInteractiveMessage) {
  return optionDetails(
    (nativeFlowMessage?.buttons ?? []).map(({ buttonParamsJson }) => displayTextIn(buttonParamsJson)),
  );
}

/** Whoever sent it wrote this JSON. */
function displayTextIn(json: Text): string {
  try {
    const read: unknown = JSON.parse(json ?? '');
    const named = typeof read === 'object' && read !== null && 'display_text' in read;
    return named && typeof read.display_text === 'string' ? read.display_text : '';
  } catch {
    return '';
  }
}

export function listOptions({ sections }: proto.Message.IListMessage): MessageDetails | null {
  return optionDetails((sections ?? []).flatMap(({ rows }) => (rows ?? []).map(({ title }) => title)));
}

const { CallOutcome } = proto.Message.CallLogMessage;
const missed = new Set<unknown>([
  CallOutcome.MISSED,
  CallOutcome.SILENCED_BY_DND,
  CallOutcome.SILENCED_UNKNOWN_CALLER,
]);

export function callDetails({ isVideo, callOutcome }: proto.Message.ICallLogMessage): MessageDetails {
  return { call: { video: isVideo === true, missed: missed.has(callOutcome) } };
}
