import { expect, it } from 'vitest';
import { makeTicket } from '../../test/fixtures.ts';
import { flattenPages, placeTicket, type TicketPages } from './ticket-pages.ts';

function listOf(...pages: TicketPages['pages']): TicketPages {
  return { pages, pageParams: pages.map(() => null) };
}
const [oldest, middle, newest] = [makeTicket(), makeTicket(), makeTicket()] as const;
const ids = (data: TicketPages) => flattenPages(data).map(({ id }) => id);

it('moves a ticket with a new message to the top', () => {
  const data = listOf({ items: [newest, middle, oldest], nextCursor: null });
  const touched = { ...oldest, lastMessageAt: makeTicket().lastMessageAt, version: 2 };
  expect(ids(placeTicket(data, touched, true))).toEqual([oldest.id, newest.id, middle.id]);
});

it('puts a ticket that returns where it sorts, not on top', () => {
  const data = listOf({ items: [newest, oldest], nextCursor: null });
  expect(ids(placeTicket(data, middle, true))).toEqual([newest.id, middle.id, oldest.id]);
});

it('leaves a ticket that sorts behind the loaded pages to the next page', () => {
  const data = listOf({ items: [newest, middle], nextCursor: 'more' });
  expect(placeTicket(data, oldest, true)).toBe(data);
});

it('takes out what left the tab, and nothing for an older version', () => {
  const data = listOf({ items: [newest], nextCursor: 'more' }, { items: [middle], nextCursor: null });
  expect(ids(placeTicket(data, { ...middle, version: 2 }, false))).toEqual([newest.id]);
  expect(placeTicket(data, { ...middle, version: 0 }, false)).toBe(data);
});

it('shows a ticket once that moved between two pages while paging', () => {
  expect(
    ids(listOf({ items: [newest, middle], nextCursor: 'x' }, { items: [middle], nextCursor: null })),
  ).toEqual([newest.id, middle.id]);
});
