import type { ChatMessage } from '../api/chat-message.ts';
import type { Place } from '../api/reading.ts';
import type { ReceivedMedia } from '../api/received-media.ts';
import type { MediaView, MessageView, PollView } from './view.ts';

type Content = Pick<
  MessageView,
  'forwarded' | 'viewOnce' | 'media' | 'place' | 'contacts' | 'poll' | 'event' | 'choices' | 'preview'
>;

const NOTHING: Content = {
  forwarded: false,
  viewOnce: false,
  media: null,
  place: null,
  contacts: [],
  poll: null,
  event: null,
  choices: [],
  preview: null,
};

/** What a screen shows of a message beside its text. */
export function presentContent(message: ChatMessage): Content {
  if (message.deleted) return NOTHING;
  const { media, place, contacts, event, choices, preview } = message;
  return {
    forwarded: message.forwarded > 0,
    viewOnce: message.viewOnce,
    media: media ? presentMedia(media) : null,
    place: place ? presentPlace(place) : null,
    contacts: contacts?.map(({ name, numbers }) => ({ name, numbers })) ?? [],
    poll: presentPoll(message),
    event: event
      ? {
          name: event.name,
          description: event.description ?? null,
          start: event.start?.getTime() ?? null,
          place: event.place ?? null,
        }
      : null,
    choices: choices?.map(({ text }) => text) ?? [],
    preview: preview
      ? { url: preview.url, title: preview.title ?? null, description: preview.description ?? null }
      : null,
  };
}

/** A poll with its votes; `owner`: whose screen it is. */
export function presentPoll(message: ChatMessage, owner?: string): PollView | null {
  const { poll, votes = [] } = message;
  if (!poll || message.deleted) return null;
  const options = poll.options.map((text) => ({
    text,
    votes: votes.filter((vote) => vote.options.includes(text)).length,
    mine: votes.some((vote) => vote.voter === owner && vote.options.includes(text)),
  }));
  return { question: poll.question, several: poll.selectable !== 1, options };
}

function presentPlace({ latitude, longitude, name, caption, address, live }: Place): MessageView['place'] {
  return { latitude, longitude, name: name ?? caption ?? null, address: address ?? null, live };
}

function presentMedia(media: ReceivedMedia): MediaView {
  const { kind, mimetype, fileName, size, seconds, width, height, waveform, animated } = media;
  return {
    kind,
    mimetype,
    fileName: fileName ?? null,
    size,
    seconds: seconds ?? null,
    width: width ?? null,
    height: height ?? null,
    waveform: [...(waveform ?? [])],
    animated,
  };
}
