import type { MessageView } from '../../control/view.ts';
import type { Words } from './en.ts';
import type { Language } from './use-words.tsx';

const NUMBER_SHAPES: [RegExp, string][] = [
  [/^55(\d{2})(\d{4,5})(\d{4})$/, '+55 $1 $2-$3'],
  [/^1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3'],
  [/^351(\d{3})(\d{3})(\d{3})$/, '+351 $1 $2 $3'],
  [/^34(\d{3})(\d{3})(\d{3})$/, '+34 $1 $2 $3'],
];

export function formatNumber(digits: string): string {
  const shape = NUMBER_SHAPES.find(([pattern]) => pattern.test(digits));
  return shape ? digits.replace(shape[0], shape[1]) : `+${digits}`;
}

export const formatTime = (at: number, language: Language) =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(at);

const dayOf = (at: number) => new Date(at).toDateString();

export const isSameDay = (one: number, other: number) => dayOf(one) === dayOf(other);

export function formatDay(at: number, language: Language, words: Words): string {
  const now = Date.now();
  if (isSameDay(at, now)) return words.conversation.today;
  if (isSameDay(at, now - 86_400_000)) return words.conversation.yesterday;
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

const KIND_NAMES: [RegExp, string][] = [
  [/^liveLocation/, 'live'],
  [/^event/, 'event'],
  [/^image/, 'image'],
  [/^(video|ptv)/, 'video'],
  [/^audio/, 'audio'],
  [/^document/, 'document'],
  [/^sticker/, 'sticker'],
  [/^location/, 'location'],
  [/^contact/, 'contact'],
  [/^poll/, 'poll'],
  [/^reaction/, 'reaction'],
];

/** The words that stand for a message in a list, or in place of what this page can't show. */
export function describeMessage(message: MessageView, words: Words): string {
  if (message.deleted) return words.kinds.deleted;
  if (message.text !== null) return message.text;
  const { media } = message;
  if (media?.kind === 'voice-note') return `${words.kinds.voice} (${formatSeconds(media.seconds ?? 0)})`;
  if (media?.kind === 'gif') return words.kinds.gif;
  if (media?.fileName) return media.fileName;
  const name = message.place?.name ?? message.contacts[0]?.name;
  return name ? `${describeKind(message.kind, words)}: ${name}` : describeKind(message.kind, words);
}

/** The words for a kind of message. */
export function describeKind(kind: string, words: Words): string {
  const name = KIND_NAMES.find(([pattern]) => pattern.test(kind))?.[1] ?? 'other';
  return words.kinds[name as keyof Words['kinds']];
}

/** 65 → 1:05 */
export const formatSeconds = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export function formatSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${Math.round(kilo)} kB` : `${(kilo / 1024).toFixed(1)} MB`;
}

export const formatDateTime = (at: number, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
