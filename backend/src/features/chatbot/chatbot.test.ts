import { contactEndpoints } from '@ticketz/contract/contacts';
import { messageEndpoints } from '@ticketz/contract/messages';
import { queueEndpoints } from '@ticketz/contract/queues';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import { act, namesIn } from '../../../test/harness/tickets.ts';
import { createLogger } from '../../core/logger.ts';
import { answerDue } from './run-bot.ts';

const { app, shop, admin, ana, write, ticketOf } = useShop();
const logger = createLogger({ level: 'silent', name: 'test' });

const owner = (sql: string, values: unknown[] = []) => app.database.owner.query(sql, values);
/** The moment passes in which more may come, and the bot looks: in two processes at once. */
async function turn(): Promise<void> {
  await owner('UPDATE tickets SET bot_due_at = now() WHERE bot_due_at IS NOT NULL');
  await Promise.all([answerDue(logger), answerDue(logger)]);
}
const makeQueue = (name: string, greeting = '') =>
  admin.api.call(queueEndpoints.createQueue, {
    body: { name, color: 'blue', greeting, userIds: [ana.id], connectionIds: [shop.connectionId] },
  });
const ticket = (ticketId: string) => admin.api.call(ticketEndpoints.getTicket, { params: { ticketId } });
async function answers(ticketId: string): Promise<string[]> {
  const { items } = await admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} });
  return items.filter(({ direction }) => direction === 'outbound').map(({ text }) => text);
}

describe('who writes to a connection', () => {
  it('without queues is left to people', async () => {
    const ticketId = await ticketOf();
    await turn();
    expect(await ticket(ticketId)).toMatchObject({ withBot: false, queueId: null, status: 'pending' });
    expect(await answers(ticketId)).toEqual([]);
  });

  it('with one queue is in it, and greeted once', async () => {
    const sales = await makeQueue('Sales', 'Welcome to sales');
    const ticketId = await ticketOf();
    expect(await ticket(ticketId)).toMatchObject({ withBot: false, queueId: sales.id });
    await turn();
    await write({ text: 'Are you there?' });
    await turn();
    expect(await answers(ticketId)).toEqual(['Welcome to sales']);
  });

  it('with several chooses among them, is answered once a turn, and comes there', async () => {
    await makeQueue('Sales', 'Welcome to sales');
    const help = await makeQueue('Help', 'Help is near');
    const ticketId = await ticketOf({ text: 'Hi' });
    await write({ text: '2 pairs please' });
    expect(await ticket(ticketId)).toMatchObject({ withBot: true, queueId: null });
    expect(await namesIn(ana, 'waiting', { bot: 'only' })).toEqual(['Maria']);
    await turn();
    await turn();
    expect(await answers(ticketId)).toEqual([expect.stringMatching(/\*1\* - Sales\n\*2\* - Help$/)]);
    await write({ text: 'hmm' });
    await write({ text: '2' });
    await turn();
    expect((await answers(ticketId)).slice(1)).toEqual(['Help is near']);
    expect(await ticket(ticketId)).toMatchObject({
      withBot: false,
      queueId: help.id,
      status: 'pending',
      unreadCount: 4,
    });
    expect(await namesIn(ana, 'waiting', { bot: 'only' })).toEqual([]);
    await write({ text: '1' });
    await turn();
    expect(await answers(ticketId)).toHaveLength(2);
  });
});

describe('the bot is silent', () => {
  it.each([
    ['once an agent has taken the ticket', () => (ticketId: string) => act(ana, 'acceptTicket', ticketId)],
    [
      'once somebody answered on the phone',
      () => () => write({ direction: 'outbound', text: 'I am here', channelMessageId: 'FROMTHEPHONE' }),
    ],
  ])('%s', async (_name, made) => {
    await makeQueue('Sales');
    await makeQueue('Help');
    const ticketId = await ticketOf();
    await turn();
    await write({ text: '1' });
    await made()(ticketId);
    const said = await answers(ticketId);
    await turn();
    await write({ text: '1' });
    await turn();
    expect(await answers(ticketId)).toEqual(said);
    expect(await ticket(ticketId)).toMatchObject({ withBot: false });
  });

  it('to whom it is switched off for', async () => {
    await makeQueue('Sales', 'Welcome');
    await makeQueue('Help');
    const first = await ticket(await ticketOf());
    await turn();
    await act(admin, 'closeTicket', first.id);
    const params = { contactId: first.contact.id };
    await admin.api.call(contactEndpoints.updateContact, { params, body: { botOff: true } });
    const ticketId = await ticketOf();
    await turn();
    expect(await answers(ticketId)).toHaveLength(1);
    expect(await ticket(ticketId)).toMatchObject({ withBot: false, status: 'pending' });
  });

  it('to another bot after some answers, whose ticket waits for people', async () => {
    await makeQueue('Sales');
    await makeQueue('Help');
    const ticketId = await ticketOf();
    for (let index = 0; index < 14; index += 1) {
      await turn();
      await write({ text: index % 3 === 2 ? '#' : 'I am a bot' });
    }
    await turn();
    expect((await answers(ticketId)).length).toBeLessThanOrEqual(10);
    expect(await ticket(ticketId)).toMatchObject({ withBot: false, status: 'pending' });
  });
});
