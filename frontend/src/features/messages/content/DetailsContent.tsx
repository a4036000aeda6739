import type { MessageDetails } from '@ticketz/contract/message-details';
import type { MessageKind } from '@ticketz/contract/messages';
import { MessagePlaceholder } from '../MessagePlaceholder.tsx';
import { MessageText } from '../MessageText.tsx';
import { ContactCards } from './ContactCards.tsx';
import { LocationCard } from './LocationCard.tsx';
import { PollCard } from './PollCard.tsx';
import { CallEntry, EventCard, LinkPreview, OptionList } from './small-cards.tsx';

interface DetailsContentProps {
  kind: MessageKind;
  text: string;
  details: MessageDetails;
}

function cardOf(kind: MessageKind, { location, contacts, preview }: MessageDetails) {
  if (location) return <LocationCard location={location} live={kind === 'live_location'} />;
  if (contacts) return <ContactCards contacts={contacts} />;
  return preview ? <LinkPreview preview={preview} /> : null;
}

/** What a message says beside its text: a place, contacts, a poll and so on. */
export function DetailsContent({ kind, text, details }: DetailsContentProps) {
  const { poll, event, call, options } = details;
  if (poll) return <PollCard question={text} poll={poll} />;
  if (event) return <EventCard name={text} event={event} />;
  if (call) return <CallEntry call={call} />;
  const card = cardOf(kind, details);
  return (
    <>
      {card}
      {card || options || kind === 'text' ? null : <MessagePlaceholder kind={kind} />}
      {text ? <MessageText text={text} /> : null}
      {options ? <OptionList options={options} /> : null}
    </>
  );
}
