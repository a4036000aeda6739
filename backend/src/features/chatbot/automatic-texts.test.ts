import { connectionEndpoints } from '@ticketz/contract/connections';
import { messageEndpoints } from '@ticketz/contract/messages';
import { openingHoursEndpoints, type Schedule } from '@ticketz/contract/opening-hours';
import { queueEndpoints } from '@ticketz/contract/queues';
import { describe, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import { act } from '../../../test/harness/tickets.ts';
import { createLogger } from '../../core/logger.ts';
import { type AbsenceFacts, tellsAbsence } from '../automatic-texts/tells-absence.ts';
import { answerDue } from './run-bot.ts';

const { app, shop, admin, ana, write, ticketOf } = useShop();
const logger = createLogger({ level: 'silent', name: 'test' });

const owner = (sql: string, values: unknown[] = []) => app.database.owner.query(sql, values);
/** The moment passes after which something is said, and two processes look at once. */
async function turn(): Promise<void> {
  await owner('UPDATE tickets SET bot_due_at = now() WHERE bot_due_at IS NOT NULL');
  await Promise.all([answerDue(logger), answerDue(logger)]);
}
const say = (texts: Record<string, string>) =>
  admin.api.call(connectionEndpoints.updateConnection, {
    params: { connectionId: shop.connectionId },
    body: { texts: { language: 'pt-BR', ...texts } },
  });
async function answers(ticketId: string): Promise<string[]> {
  const { items } = await admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} });
  return items.filter(({ direction }) => direction === 'outbound').map(({ text }) => text);
}
const closed: Schedule = {
  timeZone: 'America/Sao_Paulo',
  week: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
  specialDays: [],
};
const setHours = (schedule: Schedule | null) =>
  admin.api.call(openingHoursEndpoints.setOpeningHours, { body: { schedule } });

describe('a connection says by itself', () => {
  it('its greeting and its queue’s, once, with what is known of the customer', async () => {
    await say({ greetingText: 'Olá {{first_name}}, protocolo {{protocol}} {{unknown}}' });
    await admin.api.call(queueEndpoints.createQueue, {
      body: {
        name: 'Vendas',
        color: 'blue',
        greeting: 'Aqui é {{queue}}',
        connectionIds: [shop.connectionId],
      },
    });
    const ticketId = await ticketOf();
    await turn();
    await write({ text: 'Oi?' });
    await turn();
    expect(await answers(ticketId)).toEqual(['Olá Maria, protocolo 1 {{unknown}}\n\nAqui é Vendas']);
  });

  it('its farewell when a ticket is closed, unless that is undone before', async () => {
    await say({ farewellText: 'Até logo, {{name}}. {{agent}}' });
    const ticketId = await ticketOf();
    await act(ana, 'acceptTicket', ticketId);
    await act(ana, 'closeTicket', ticketId);
    await act(ana, 'reopenTicket', ticketId);
    await turn();
    expect(await answers(ticketId)).toEqual([]);
    await act(ana, 'closeTicket', ticketId);
    await turn();
    await turn();
    expect(await answers(ticketId)).toEqual(['Até logo, Maria. Ana']);
  });

  it('once that nobody is there, also to whom an agent has who is gone; not while one is on line', async () => {
    await say({ outOfHoursText: 'Voltamos amanhã', greetingText: 'Olá' });
    await setHours(closed);
    const ticketId = await ticketOf();
    await turn();
    await write({ text: 'Oi?' });
    await turn();
    expect(await answers(ticketId)).toEqual(['Voltamos amanhã']);
    await owner('DELETE FROM absences_told');
    await act(ana, 'acceptTicket', ticketId);
    const onlineUntil = 'UPDATE users SET online_until = $2 WHERE id = $1';
    await owner(onlineUntil, [ana.id, new Date(Date.now() + 600_000)]);
    await write({ text: 'Oi, Ana' });
    await turn();
    expect(await answers(ticketId)).toHaveLength(1);
    await owner(onlineUntil, [ana.id, null]);
    await write({ text: 'Ana?' });
    await turn();
    expect(await answers(ticketId)).toEqual(['Voltamos amanhã', 'Voltamos amanhã']);
    await setHours(null);
    await owner('DELETE FROM absences_told');
    await write({ text: 'Ana!' });
    await turn();
    expect(await answers(ticketId)).toHaveLength(2);
  });
});

describe('whoever writes outside of the hours', () => {
  const office: Schedule = { ...closed, week: { ...closed.week, monday: [{ from: '09:00', to: '18:00' }] } };
  const facts: AbsenceFacts = {
    hours: office,
    at: new Date('2026-11-21T15:00:00Z'),
    text: 'Closed',
    silent: false,
    inGoodHands: false,
    toldAt: null,
  };
  const cases: [string, Partial<AbsenceFacts>, string][] = [
    ['is told', {}, 'tell'],
    ['is told once', { toldAt: new Date('2026-11-20T23:00:00Z') }, 'told'],
    ['is told again after it was open', { toldAt: new Date('2026-11-15T23:00:00Z') }, 'tell'],
    ['isn’t told anything while it is open', { at: new Date('2026-11-23T15:00:00Z') }, 'open'],
    ['isn’t told where nobody has said any hours', { hours: null }, 'open'],
    ['isn’t told by who is there', { inGoodHands: true }, 'open'],
    ['isn’t told where nothing automatic is wanted', { silent: true }, 'open'],
    ['isn’t told where there is nothing to say', { text: '' }, 'open'],
  ];
  it.each(cases)('%s', (_name, given, expected) => {
    expect(tellsAbsence({ ...facts, ...given })).toBe(expected);
  });
});
