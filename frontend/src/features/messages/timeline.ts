import type { Message } from '@ticketz/contract/messages';
import type { OutboxItem } from './outbox-storage.ts';

/** One row of the conversation: a message of the server's, or one that still waits in the outbox. */
export type TimelineEntry =
  | { type: 'message'; key: string; at: string; message: Message }
  | { type: 'outbox'; key: string; at: string; item: OutboxItem };

export type TimelineRow = TimelineEntry & {
  /** A separator with the day stands above. */
  startsDay: boolean;
  /** The ticket that ended above, where another one begins. */
  endedTicketId: string | null;
  /** The "unread" separator stands above. */
  startsUnread: boolean;
  /** First and last of the bubbles that one person wrote in a row. */
  startsGroup: boolean;
  endsGroup: boolean;
};

const groupWithinMs = 5 * 60_000;

function writer(entry: TimelineEntry): string {
  if (entry.type === 'outbox') return 'me';
  const { direction, author, fromPhone, member, kind } = entry.message;
  if (kind === 'group_event') return 'group';
  if (direction === 'inbound') return member?.id ?? 'customer';
  return fromPhone ? 'phone' : (author?.id ?? 'us');
}

function dayOf(at: string): string {
  return new Date(at).toDateString();
}

function entriesOf(messages: readonly Message[], outbox: readonly OutboxItem[]): TimelineEntry[] {
  const sent = new Set(messages.map((message) => message.clientId));
  return [
    ...messages.map((message) => ({
      type: 'message' as const,
      // The same key as while it waited in the outbox, so that the bubble stays where it is.
      key: message.clientId ?? message.id,
      at: message.sentAt,
      message,
    })),
    ...outbox
      .filter((item) => !sent.has(item.clientId))
      .map((item) => ({ type: 'outbox' as const, key: item.clientId, at: item.createdAt, item })),
  ];
}

function ticketEndedBefore(entry: TimelineEntry, before: TimelineEntry | undefined): string | null {
  if (before?.type !== 'message') return null;
  const { ticketId } = entry.type === 'message' ? entry.message : entry.item;
  return before.message.ticketId === ticketId ? null : before.message.ticketId;
}

/** The conversation as rows, oldest first; what waits in the outbox comes last, in the order it was written. */
export function buildTimeline(
  messages: readonly Message[],
  outbox: readonly OutboxItem[],
  meId: string,
  firstUnreadId: string | null,
): TimelineRow[] {
  const entries = entriesOf(messages, outbox);
  const who = entries.map((entry) => (entry.type === 'outbox' ? meId : writer(entry)));
  const breaks = entries.map((entry, index) => {
    const before = entries[index - 1];
    const startsDay = !before || dayOf(before.at) !== dayOf(entry.at);
    const endedTicketId = ticketEndedBefore(entry, before);
    const startsUnread = entry.type === 'message' && entry.message.id === firstUnreadId;
    const late = !before || Date.parse(entry.at) - Date.parse(before.at) > groupWithinMs;
    return {
      startsDay,
      endedTicketId,
      startsUnread,
      startsGroup:
        startsDay || endedTicketId !== null || startsUnread || late || who[index - 1] !== who[index],
    };
  });
  return entries.map((entry, index) => ({
    ...entry,
    startsDay: breaks[index]?.startsDay ?? false,
    endedTicketId: breaks[index]?.endedTicketId ?? null,
    startsUnread: breaks[index]?.startsUnread ?? false,
    startsGroup: breaks[index]?.startsGroup ?? true,
    endsGroup: breaks[index + 1]?.startsGroup ?? true,
  }));
}
