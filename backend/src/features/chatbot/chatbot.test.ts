import { type BotOption, type BotTree, botMenuEndpoints as endpoints } from '@ticketz/contract/bot-menus';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { messageEndpoints } from '@ticketz/contract/messages';
import { queueEndpoints } from '@ticketz/contract/queues';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { useShop } from '../../../test/harness/shop.ts';
import { act, namesIn } from '../../../test/harness/tickets.ts';
import { createLogger } from '../../core/logger.ts';
import { menuFromQueues } from './menu-from-queues.ts';
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
    // In the list stands what waits to be read, not what was said by itself.
    const { lastMessage, unreadCount } = await ticket(ticketId);
    expect({ lastMessage, unreadCount }).toMatchObject({
      lastMessage: { direction: 'inbound' },
      unreadCount: 1,
    });
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

describe('a menu that an admin has made', () => {
  const option = (
    key: string,
    leadsTo: BotOption['leadsTo'],
    text = '',
    parentKey: string | null = null,
  ) => ({
    key,
    parentKey,
    label: key,
    words: [],
    text,
    fileId: null,
    leadsTo,
  });
  const tree = (...options: BotOption[]): BotTree => ({
    ...menuFromQueues([], 'en'),
    text: 'Welcome',
    options,
  });
  const create = (draft: BotTree, connectionId: string | null = null) =>
    admin.api.call(endpoints.createBotMenu, { body: { connectionId, draft } });
  const save = (menuId: string, draft: BotTree, revision: number) =>
    admin.api.call(endpoints.saveBotDraft, { params: { menuId }, body: { draft, revision } });
  const publish = (menuId: string, revision: number) =>
    admin.api.call(endpoints.publishBotMenu, { params: { menuId }, body: { revision } });

  it('holds from its publishing on, for all connections without one of their own', async () => {
    const help = await makeQueue('Help', 'Help is near');
    const menu = await create(tree(option('shoes', { to: 'menu' }, 'Which?')));
    expect(menu).toMatchObject({ published: null, problems: [{ key: 'shoes', code: 'no_options' }] });
    expect(await codeOf(publish(menu.id, 1))).toBe('menu_incomplete');
    expect(await codeOf(create(tree()))).toBe('menu_exists');
    const whole = tree(
      option('shoes', { to: 'menu' }, 'Which?'),
      option('red', { to: 'end' }, 'Here you are', 'shoes'),
      option('other', { to: 'queue', queueId: help.id }, '', 'shoes'),
    );
    expect((await save(menu.id, whole, 1)).problems).toEqual([]);
    expect(await codeOf(save(menu.id, tree(), 1))).toBe('menu_changed');
    expect(await publish(menu.id, 2)).toMatchObject({
      changed: false,
      published: { number: 1, by: { name: 'Rui' } },
    });

    const ticketId = await ticketOf({ text: 'Hi' });
    expect(await ticket(ticketId)).toMatchObject({ withBot: true, queueId: null });
    await turn();
    await write({ text: '1' });
    await turn();
    await write({ text: 'RED!' });
    await turn();
    expect(await answers(ticketId)).toEqual([
      'Welcome\n\n*1* - shoes',
      'Which?\n\n*1* - red\n*2* - other\n*0* - Back',
      'Here you are',
    ]);
    expect(await ticket(ticketId)).toMatchObject({ status: 'closed', withBot: false, assignee: null });
  });

  it('gives way to that of a connection, comes back by its versions, and can be switched off', async () => {
    const everywhere = await create(tree(option('one', { to: 'person' })));
    await publish(everywhere.id, 1);
    const here = await create(tree(option('two', { to: 'person' })), shop.connectionId);
    await publish(here.id, 1);
    await save(here.id, tree(option('three', { to: 'person' })), 1);
    await publish(here.id, 2);
    const { items } = await admin.api.call(endpoints.listBotVersions, { params: { menuId: here.id } });
    expect(items.map(({ number }) => number)).toEqual([2, 1]);
    const restored = await admin.api.call(endpoints.restoreBotVersion, {
      params: { menuId: here.id },
      body: { number: 1 },
    });
    expect(restored).toMatchObject({ changed: true, revision: 3, draft: { options: [{ key: 'two' }] } });

    const first = await ticketOf({ text: 'Hi' });
    await turn();
    expect(await answers(first)).toEqual(['Welcome\n\n*1* - three']);
    const off = { params: { menuId: here.id }, body: { active: false } };
    expect(await admin.api.call(endpoints.switchBotMenu, off)).toMatchObject({ active: false });
    await write({ text: '1' });
    await turn();
    expect(await ticket(first)).toMatchObject({ withBot: false, status: 'pending' });
    await admin.api.call(endpoints.deleteBotMenu, { params: { menuId: here.id } });
    const carla = { phone: '5511900001111', lid: null, pushName: 'Carla' };
    const second = await ticketOf({ text: 'Hi', person: carla, address: '5511900001111@s.whatsapp.net' });
    await turn();
    expect(await answers(second)).toEqual(['Welcome\n\n*1* - one']);
  });

  it('answers in the preview as it would, and keeps nothing', async () => {
    const body = {
      tree: tree(option('one', { to: 'person' })),
      state: null,
      message: { kind: 'text' as const, text: 'Hi' },
    };
    const first = await admin.api.call(endpoints.previewBot, { body });
    expect(first).toEqual({
      effects: [{ do: 'say', text: 'Welcome\n\n*1* - one', fileId: null }],
      state: { at: null, misses: 0, greeted: true },
    });
    const second = { ...body, state: first.state, message: { kind: 'text' as const, text: '1' } };
    expect((await admin.api.call(endpoints.previewBot, { body: second })).state).toBeNull();
  });
});
