import { type Ticket } from '@ticketz/contract/tickets';
import i18next from 'i18next';
import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { myId, ticketKeys } from '../tickets/ticket-queries.ts';
import { tellMention, tellWithLink } from './mention-notice.ts';
import { claimNotice, inOneTab } from './one-tab.ts';
import { soundOn } from './preferences.ts';
import { isReading } from './reading.ts';
import { playNewMessageSound } from './sound.ts';
import { tellTransfer } from './transfer-notice.ts';

/** Older than this, an event is what was missed during a cut and not news. */
const newsForMs = 60_000;

/** A colleague's conversation, which an admin sees too, is the colleague's concern. */
function concernsMe(ticket: Ticket | undefined): boolean {
  return !ticket || ticket.status !== 'open' || ticket.assignee?.id === myId();
}

export const notificationsRealtime: RealtimeHandlers = {
  'mention.created': ({ mention }) => {
    if (Date.now() - Date.parse(mention.createdAt) > newsForMs) return;
    if (isReading(mention.ticketId)) {
      claimNotice(mention.messageId);
      return;
    }
    inOneTab(mention.messageId, () => {
      if (soundOn.get()) playNewMessageSound();
    });
    tellMention(mention);
  },
  'ticket.woken': ({ ticket }) => {
    const { id, version, wokenAt, contact } = ticket;
    if (!wokenAt || Date.now() - Date.parse(wokenAt) > newsForMs) return;
    const notice = `${id} ${version}`;
    if (isReading(id)) return claimNotice(notice);
    inOneTab(notice, () => {
      if (soundOn.get()) playNewMessageSound();
    });
    tellWithLink(i18next.t('notifications:woken', { contact: contact.name }), id);
  },
  'ticket.transferred': (news) => {
    const { ticket, at } = news;
    if (Date.now() - Date.parse(at) > newsForMs) return;
    const notice = `${ticket.id} ${at}`;
    if (isReading(ticket.id)) return claimNotice(notice);
    inOneTab(notice, () => {
      if (soundOn.get()) playNewMessageSound();
    });
    tellTransfer(news);
  },
  'message.created': ({ message }, { queryClient }) => {
    if (message.direction !== 'inbound') return;
    if (Date.now() - Date.parse(message.createdAt) > newsForMs) return;
    if (isReading(message.ticketId)) {
      claimNotice(message.id);
      return;
    }
    inOneTab(message.id, () => {
      const ticket = queryClient.getQueryData<Ticket>(ticketKeys.detail(message.ticketId));
      if (soundOn.get() && concernsMe(ticket)) playNewMessageSound();
    });
  },
};
