import type { MessageView } from '../../control/view.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Icon } from '../parts/Icon.tsx';
import { formatDateTime, formatNumber } from '../words/format.ts';
import { useSpeech } from '../words/use-words.tsx';

/** What stands in a message beside text and files: a place, contacts, an event, a link, things to tap. */
export function Cards({ message }: { message: MessageView }) {
  const { words, language } = useSpeech();
  const { place, contacts, event, preview, choices } = message;
  return (
    <>
      {preview && (
        <span className="info-card preview-card">
          <b>{preview.title ?? preview.url}</b>
          {preview.description && <small>{preview.description}</small>}
        </span>
      )}
      {place && (
        <span className="place-card">
          <span className="map" aria-hidden="true">
            <Icon name="place" size={30} />
          </span>
          <b>{place.name ?? (place.live ? words.kinds.live : words.kinds.location)}</b>
          <small>{place.address ?? `${place.latitude.toFixed(5)}, ${place.longitude.toFixed(5)}`}</small>
        </span>
      )}
      {contacts.map((contact) => (
        <span className="contact-card" key={`${contact.name} ${contact.numbers.join()}`}>
          <Avatar name={contact.name} number={contact.numbers[0] ?? contact.name} />
          <span>
            <b>{contact.name}</b>
            <small>{contact.numbers.map(formatNumber).join(', ')}</small>
          </span>
        </span>
      ))}
      {event && (
        <span className="info-card">
          <Icon name="calendar" />
          <b>{event.name}</b>
          {event.start && <small>{formatDateTime(event.start, language)}</small>}
          {event.place && <small>{event.place}</small>}
          {event.description && <small>{event.description}</small>}
        </span>
      )}
      {choices.length > 0 && (
        <span className="choices">
          {choices.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </span>
      )}
    </>
  );
}
