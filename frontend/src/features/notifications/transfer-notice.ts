import type { RealtimeEventData } from '@ticketz/contract/realtime';
import i18next from 'i18next';
import { myId } from '../tickets/ticket-queries.ts';
import { tellWithLink } from './mention-notice.ts';

/** Says on the page who has given this person, or their queue, a ticket, with a way there. */
export function tellTransfer({ ticket, by, note }: RealtimeEventData<'ticket.transferred'>): void {
  const contact = ticket.contact.name;
  const name = by?.name ?? '';
  if (ticket.assignee?.id !== myId()) {
    tellWithLink(i18next.t('notifications:transferred.toQueue', { by: name, contact, note }), ticket.id);
  } else if (by) {
    tellWithLink(i18next.t('notifications:transferred.toMe', { by: name, contact, note }), ticket.id);
  } else tellWithLink(i18next.t('notifications:transferred.given', { contact }), ticket.id);
}
