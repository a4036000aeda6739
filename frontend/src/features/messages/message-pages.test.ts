import { expect, it } from 'vitest';
import { uuidv7 } from '../../lib/uuid.ts';
import { makeMessage } from '../../test/fixtures.ts';
import { flattenMessages, type MessagePages, placeMessage } from './message-pages.ts';

const ticketId = uuidv7();
const [first, second, third] = ['1', '2', '3'].map((text) => makeMessage(ticketId, { text }));
if (!first || !second || !third) throw new Error('three messages');

function conversation(...pages: MessagePages['pages']): MessagePages {
  return { pages, pageParams: pages.map(() => null) };
}
const texts = (data: MessagePages) => flattenMessages(data).map(({ text }) => text);

it('puts a message that comes late where it belongs in time', () => {
  const data = conversation({ items: [first, third], older: null });
  expect(texts(placeMessage(data, second))).toEqual(['1', '2', '3']);
});

it('puts one that is older than the newest page onto the older one', () => {
  const data = conversation({ items: [third], older: 'x' }, { items: [first], older: null });
  expect(texts(placeMessage(data, second))).toEqual(['1', '2', '3']);
});

it('leaves out what is older than all that is loaded: it comes with its page', () => {
  const data = conversation({ items: [second, third], older: 'x' });
  expect(placeMessage(data, first)).toBe(data);
});

it('lets the higher version win, also when its time has changed', () => {
  const data = conversation({ items: [first, second], older: null });
  const later = { ...first, text: '1 again', sentAt: third.sentAt, version: 2 };
  expect(texts(placeMessage(data, later))).toEqual(['2', '1 again']);
  expect(placeMessage(data, { ...second, text: 'old', version: 0 })).toBe(data);
});
