import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { beforeAll, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';

const { app, shop, admin, ana, bia, write } = useShop('file');
let ticketId: string;
const startedAt = Date.UTC(2026, 0, 1, 12);

beforeAll(async () => {
  for (let minute = 0; minute < 21; minute += 1) await say(String(minute), minute);
  ticketId = await newestTicket();
});

const say = (text: string, minute: number) => write({ text, sentAt: new Date(startedAt + minute * 60_000) });
const newestTicket = async () =>
  (await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all' } })).items[0]?.id ?? '';
const page = (query: Record<string, unknown>, person = admin, ticket = ticketId) =>
  person.api.call(messageEndpoints.listMessages, { params: { ticketId: ticket }, query });
const texts = ({ items }: { items: { text: string }[] }) => items.map(({ text }) => text).join(' ');
const earlier = (person: TestPerson, ticket: string, query: Record<string, unknown> = {}) =>
  person.api.call(ticketEndpoints.listEarlierTickets, { params: { ticketId: ticket }, query });

it('opens a conversation around a message and leads on both ways', async () => {
  const ten = (await page({ limit: 100 })).items[10];
  const around = await page({ around: ten?.id, limit: 4 });
  expect(texts(around)).toBe('8 9 10 11');
  expect(texts(await page({ before: around.older, limit: 3 }))).toBe('5 6 7');
  expect(texts(await page({ after: around.newer, limit: 3 }))).toBe('12 13 14');
  const first = (await page({ limit: 100 })).items[0];
  expect(await page({ around: first?.id, limit: 4 })).toMatchObject({
    older: null,
    newer: expect.any(String),
  });
  expect((await page({ around: ten?.id, limit: 100 })).newer).toBeNull();
  expect(await codeOf(page({ around: crypto.randomUUID() }))).toBe('not_found');
});

it('opens a conversation where a day begins', async () => {
  const at = (minute: number) => new Date(startedAt + minute * 60_000).toISOString();
  expect(texts(await page({ at: at(9.5), limit: 4 }))).toBe('8 9 10 11');
  expect(texts(await page({ at: at(-1_000), limit: 4 }))).toBe('0 1');
  expect(await page({ at: at(1_000), limit: 4 })).toMatchObject({
    items: [{ text: '19' }, { text: '20' }],
    newer: null,
  });
});

it('lists what was shared: links by their text, files by their kind', async () => {
  await say('vê https://example.com/a', 30);
  await say('e http://example.com/b', 31);
  const shared = (query: Record<string, unknown>) =>
    admin.api.call(messageEndpoints.listShared, { params: { ticketId }, query });
  expect(texts(await shared({ of: 'links' }))).toBe('e http://example.com/b vê https://example.com/a');
  const first = await shared({ of: 'links', limit: 1 });
  expect(texts(await shared({ of: 'links', cursor: first.nextCursor }))).toBe('vê https://example.com/a');
  expect((await shared({ of: 'media' })).items).toEqual([]);
});

it('pitfall 20: the earlier tickets of a contact are those that one may see', async () => {
  const close = async (person: TestPerson) => {
    const id = await newestTicket();
    await person.api.call(ticketEndpoints.acceptTicket, { params: { ticketId: id } });
    await person.api.call(ticketEndpoints.closeTicket, { params: { ticketId: id } });
    await app.database.owner.query(
      `UPDATE tickets SET closed_at = now() - interval '1 day', created_at = created_at - interval '1 day' WHERE company_id = $1`,
      [shop.companyId],
    );
    return id;
  };
  const anas = await close(ana);
  await say('de novo', 2_000);
  const bias = await close(bia);
  await say('mais uma vez', 4_000);
  const now = await newestTicket();
  const ids = async (person: TestPerson, ticket: string) =>
    (await earlier(person, ticket)).items.map(({ id }) => id);
  expect(await ids(admin, now)).toEqual([bias, anas]);
  expect(await ids(ana, now)).toEqual([anas]);
  expect(await ids(bia, now)).toEqual([bias]);
  expect(await ids(bia, bias)).toEqual([]);
  const first = await earlier(admin, now, { limit: 1 });
  expect((await earlier(admin, now, { cursor: first.nextCursor })).items.map(({ id }) => id)).toEqual([anas]);
  expect(await codeOf(earlier(bia, anas))).toBe('not_found');
  expect(await codeOf(page({}, bia, anas))).toBe('not_found');
  expect(
    await codeOf(bia.api.call(messageEndpoints.listShared, { params: { ticketId: anas }, query: {} })),
  ).toBe('not_found');
});
