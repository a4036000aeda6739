import type { Message } from '@ticketz/contract/messages';
import type { TicketBefore } from '../tickets/tickets.events.ts';

interface MessageNews {
  companyId: string;
  message: Message;
  /** Who sees its ticket. */
  ticket: TicketBefore;
}

declare module '../../core/events.ts' {
  interface DomainEvents {
    'message.received': MessageNews;
    'message.queued': MessageNews;
    /** Its status moved on, or what couldn't be read came after all. */
    'message.changed': MessageNews;
    /** Somebody has put a star on a message, or taken it away. */
    'star.changed': {
      companyId: string;
      userId: string;
      ticketId: string;
      messageId: string;
      starred: boolean;
    };
  }
}
