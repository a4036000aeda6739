import type { InfiniteData } from '@tanstack/react-query';
import type { Message } from '@ticketz/contract/messages';

export interface MessagePage {
  items: Message[];
  older: string | null;
}
/** The newest page comes first, so that a refetch starts where people read; inside a page the oldest is first. */
export type MessagePages = InfiniteData<MessagePage, string | null>;

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
  const target = pageFor(pages, message);
  if (!target) return data;
  return { ...data, pages: pages.map((page) => (page === target ? insertInto(page, message) : page)) };
}
