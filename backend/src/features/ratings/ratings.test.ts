import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ratingEndpoints } from '@ticketz/contract/ratings';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { ticketTimelineEndpoints } from '@ticketz/contract/ticket-timeline';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { beforeEach, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import { act } from '../../../test/harness/tickets.ts';
import { withCompany } from '../../core/tenancy.ts';
import { tendRating } from './tend-rating.ts';

const { app, shop, admin, ana, write, ticketOf } = useShop();

beforeEach(() => admin.api.call(settingsEndpoints.updateSettings, { body: { askRating: true } }));

/** A ticket that Ana took, answered if so wanted, and closed. */
async function closed(answered = true): Promise<string> {
  const id = await ticketOf();
  await act(ana, 'acceptTicket', id);
  const body = { clientId: randomUUID(), text: 'Olá' };
  if (answered) await ana.api.call(messageEndpoints.sendMessage, { params: { ticketId: id }, body });
  await act(ana, 'closeTicket', id);
  return id;
}

/** Some seconds go by, and several processes look at what is due. */
async function timePasses(ticketId: string): Promise<void> {
  await app.database.owner.query(
    `UPDATE tickets SET rating_due_at = now() - interval '1 second' WHERE id = $1 AND rating_due_at IS NOT NULL`,
    [ticketId],
  );
  await Promise.all(
    [1, 2, 3].map(() => withCompany(shop.companyId, () => tendRating(shop.companyId, ticketId))),
  );
}

const statusOf = async (ticketId: string) =>
  (await admin.api.call(ticketEndpoints.getTicket, { params: { ticketId } })).status;
const listed = async () => (await admin.api.call(ratingEndpoints.listRatings, { query: {} })).items;
async function said(ticketId: string): Promise<[string, string][]> {
  const params = { ticketId };
  const { items } = await admin.api.call(messageEndpoints.listMessages, { params, query: {} });
  return items.map(({ direction, text }) => [direction, text]);
}
const questionsIn = async (ticketId: string) =>
  (await said(ticketId)).filter(([direction, text]) => direction === 'outbound' && text.includes('1 (ruim)'))
    .length;

it('asks once after the close, and takes score and comment without opening the ticket again', async () => {
  const id = await closed();
  expect(await questionsIn(id)).toBe(0);
  await timePasses(id);
  await timePasses(id);
  expect(await questionsIn(id)).toBe(1);
  await write({ text: 'Nota 4' });
  await timePasses(id);
  await write({ text: 'Demorou um pouco' });
  await timePasses(id);
  expect(await statusOf(id)).toBe('closed');
  expect(await listed()).toMatchObject([
    { score: 4, comment: 'Demorou um pouco', agent: { name: 'Ana' }, ticket: { id } },
  ]);
  // Nothing is swallowed: it all stands in the conversation.
  expect((await said(id)).map(([, text]) => text)).toEqual(
    expect.arrayContaining(['Nota 4', 'Demorou um pouco']),
  );
  const { events } = await admin.api.call(ticketTimelineEndpoints.getTicketTimeline, {
    params: { ticketId: id },
  });
  expect(events.filter(({ kind }) => kind === 'rated')).toMatchObject([
    { score: 4, assignee: { name: 'Ana' } },
  ]);
  await write({ text: 'Outra coisa' });
  expect(await statusOf(id)).toBe('pending');
});

it('reads score and comment that came before it looked', async () => {
  const id = await closed();
  await timePasses(id);
  await write({ text: '5' });
  await write({ text: 'Excelente atendimento' });
  await timePasses(id);
  expect(await listed()).toMatchObject([{ score: 5, comment: 'Excelente atendimento' }]);
});

it('keeps a score though the ticket is opened again before it looked', async () => {
  const id = await closed();
  await timePasses(id);
  await write({ text: '2' });
  await write({ text: 'Cadê o meu pedido?' });
  expect(await statusOf(id)).toBe('pending');
  await timePasses(id);
  expect(await listed()).toMatchObject([{ score: 2, comment: '' }]);
});

it.each<[string, () => Promise<string>]>([
  ['that nobody answered', () => closed(false)],
  [
    'that is opened again at once',
    async () => {
      const id = await closed();
      await act(ana, 'reopenTicket', id);
      return id;
    },
  ],
  [
    'of a company that does not want to know',
    async () => {
      await admin.api.call(settingsEndpoints.updateSettings, { body: { askRating: false } });
      return closed();
    },
  ],
])('asks nothing about a ticket %s', async (_what, make) => {
  const id = await make();
  await timePasses(id);
  expect(await questionsIn(id)).toBe(0);
});

it('pitfall 11: a complaint opens the ticket again, a thank-you does not, a number without question is no score', async () => {
  const id = await closed();
  await write({ text: 'Muito obrigado! 🙏' });
  expect(await statusOf(id)).toBe('closed');
  expect(await said(id)).toContainEqual(['inbound', 'Muito obrigado! 🙏']);
  await write({ text: '5' });
  expect(await statusOf(id)).toBe('pending');
});
