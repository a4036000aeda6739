import type { InfiniteData } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';
import type { Ticket } from '@ticketz/contract/tickets';

/** A part of a conversation, or of one that the contact had before it (`ticket`). */
export interface MessagePage {
  items: Message[];
  older: string | null;
  /** Where the page is followed by newer ones that aren't loaded; none at the conversation's end. */
  newer?: string | null;
  /** The earlier ticket that the page is of. */
  ticket?: Ticket;
  /** Nothing is further up, not even of earlier tickets. */
  isFirst?: boolean;
}
/** Which page: beyond a cursor, around a message, where a time begins, or the end of the ticket before another. */
export interface PagePlace {
  ticketId: string;
  before?: string;
  after?: string;
  around?: string;
  at?: string;
  earlier?: true;
}
/** The newest page comes first, so that a refetch starts where people read; inside a page the oldest is first. */
export type MessagePages = InfiniteData<MessagePage, PagePlace | null>;

/** By the channel's own time; the id decides between two of the same instant. */
export function compareMessages(a: Message, b: Message): number {
  if (a.sentAt !== b.sentAt) return a.sentAt < b.sentAt ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** Every loaded message once, oldest first. */
export function flattenMessages(data: { pages: MessagePage[] } | undefined): Message[] {
  const seen = new Set<string>();
  const messages: Message[] = [];
  for (const message of data?.pages.toReversed().flatMap((page) => page.items) ?? []) {
    if (seen.has(message.id)) continue;
    seen.add(message.id);
    messages.push(message);
  }
  return messages;
}

function insertInto(page: MessagePage, message: Message): MessagePage {
  const after = page.items.findIndex((item) => compareMessages(message, item) < 0);
  return { ...page, items: page.items.toSpliced(after < 0 ? page.items.length : after, 0, message) };
}

/** The page a message belongs on; undefined when that page isn't loaded yet. */
function pageFor(pages: MessagePage[], message: Message): MessagePage | undefined {
  const newest = pages[0]?.items.at(-1);
  if (pages[0]?.newer && (!newest || compareMessages(message, newest) > 0)) return undefined;
  for (const page of pages) {
    const oldest = page.items[0];
    if (page.older === null || !oldest || compareMessages(message, oldest) > 0) return page;
  }
  return undefined;
}

/** The conversation after a message came or changed. An older version changes nothing. */
export function placeMessage(data: MessagePages, message: Message): MessagePages {
  const holder = data.pages.find((page) => page.items.some((item) => item.id === message.id));
  const known = holder?.items.find((item) => item.id === message.id);
  if (known && known.version >= message.version) return data;
  const without = holder && { ...holder, items: holder.items.filter((item) => item.id !== message.id) };
  const pages = data.pages.map((page) => (without && page === holder ? without : page));
  const ofTicket = pages.filter((page) => (page.items[0] ?? message).ticketId === message.ticketId);
  const target = pageFor(ofTicket, message);
  if (!target) return data;
  return { ...data, pages: pages.map((page) => (page === target ? insertInto(page, message) : page)) };
}
