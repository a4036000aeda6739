import type { Message } from '@ticketz/contract/messages';
import type { TranscriptTexts } from './transcript-texts.ts';

/** Whom a message is from: decides its colour. */
export type Side = 'customer' | 'company' | 'note';

/** A message as the document shows it. */
export interface DescribedMessage {
  side: Side;
  who: string;
  /** Behind the time: what became of it. */
  marks: string[];
  /** Of what it answers. */
  quoted: string | null;
  /** What isn't the text itself: what kind it is, its file, its place. */
  about: string[];
  text: string;
}

export function describeMessage(
  message: Message,
  customer: string,
  texts: TranscriptTexts,
): DescribedMessage {
  const { direction, status, deletedAt, editedAt, quoted } = message;
  const side = direction === 'internal' ? 'note' : direction === 'outbound' ? 'company' : 'customer';
  const marks = [
    side === 'note' ? texts.note : null,
    status && side === 'company' ? texts.status[status] : null,
    message.forwarded ? texts.forwarded : null,
    editedAt && !deletedAt ? texts.edited : null,
  ].filter((mark) => mark !== null);
  return {
    side,
    who: side === 'customer' ? customer : (message.author?.name ?? texts.onPhone),
    marks,
    quoted: quoted && !deletedAt ? quoted.text || kindText(quoted.kind, texts) : null,
    about: deletedAt ? [texts.deleted] : aboutOf(message, texts),
    text: deletedAt ? '' : message.text,
  };
}

function kindText(kind: Message['kind'], texts: TranscriptTexts): string {
  return kind === 'text' || kind === 'note' ? '' : texts.kinds[kind];
}

function aboutOf({ kind, file, details, reactions }: Message, texts: TranscriptTexts): string[] {
  const named = [kindText(kind, texts), file?.kind === 'document' ? file.name : null]
    .filter(Boolean)
    .join(' · ');
  const { location, contacts, poll, event, options } = details ?? {};
  return [
    named,
    ...(location
      ? [
          [location.name, location.address, `${location.latitude}, ${location.longitude}`]
            .filter(Boolean)
            .join(' · '),
        ]
      : []),
    ...(contacts ?? []).map(({ name, phones }) => [name, ...phones.map(({ number }) => number)].join(' · ')),
    ...(poll?.options ?? []).map(({ name, votes }) => `– ${name}: ${votes}`),
    ...(event?.place ? [event.place] : []),
    ...(options ?? []).map((option) => `– ${option}`),
    reactions.map(({ emoji }) => emoji).join(' '),
  ].filter((line) => line !== '');
}
