import { messageEndpoints } from '@ticketz/contract/messages';
import { openingHoursEndpoints, type Schedule } from '@ticketz/contract/opening-hours';
import { type CompanySettings, settingsEndpoints, settingsFrom } from '@ticketz/contract/settings';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { useShop } from '../../../test/harness/shop.ts';
import { act } from '../../../test/harness/tickets.ts';
import { decideTimeOut, type SilentTicket } from '../tickets/time-outs/decide-time-out.ts';
import { endSilence } from './end-silence.job.ts';

const { app, shop, admin, ana, write, ticketOf } = useShop();

const owner = (sql: string, values: unknown[] = []) => app.database.owner.query(sql, values);
/** Time goes by without a word, and two processes look at once. */
async function pass(minutes: number): Promise<void> {
  const back = (column: string) => `${column} = ${column} - make_interval(mins => $2)`;
  await owner(
    `UPDATE tickets SET ${['last_message_at', 'accepted_at', 'reminded_at'].map(back).join(', ')} WHERE company_id = $1`,
    [shop.companyId, minutes],
  );
  const { signal } = new AbortController();
  await Promise.all([endSilence.handle({}, signal), endSilence.handle({}, signal)]);
}
const decide = (body: Partial<CompanySettings>) => admin.api.call(settingsEndpoints.updateSettings, { body });
const ticket = (ticketId: string) => admin.api.call(ticketEndpoints.getTicket, { params: { ticketId } });
const statusOf = async (ticketId: string) => (await ticket(ticketId)).status;
async function answers(ticketId: string): Promise<string[]> {
  const { items } = await admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} });
  return items.filter(({ direction }) => direction === 'outbound').map(({ text }) => text);
}
async function answered(): Promise<string> {
  const ticketId = await ticketOf();
  await act(ana, 'acceptTicket', ticketId);
  await ana.api.call(messageEndpoints.sendMessage, {
    params: { ticketId },
    body: { clientId: crypto.randomUUID(), text: 'Which size?' },
  });
  return ticketId;
}

describe('a ticket in which nobody writes any more', () => {
  it('is closed after the customer was reminded once, and an answer begins it anew', async () => {
    await decide({ customerSilentMinutes: 30, customerSilentText: 'Still there, {{first_name}}?' });
    const ticketId = await answered();
    await pass(29);
    expect(await answers(ticketId)).toHaveLength(1);
    await pass(2);
    await pass(1);
    expect(await answers(ticketId)).toEqual(['Which size?', 'Still there, Maria?']);
    await write({ text: 'Yes' });
    await pass(60);
    expect(await statusOf(ticketId)).toBe('open');
    await ana.api.call(messageEndpoints.sendMessage, {
      params: { ticketId },
      body: { clientId: crypto.randomUUID(), text: 'And?' },
    });
    await pass(31);
    expect(await answers(ticketId)).toHaveLength(4);
    await pass(31);
    expect(await ticket(ticketId)).toMatchObject({ status: 'closed', assignee: { name: 'Ana' } });
  });

  it('waits again when its agent is silent, but not while nobody is to be there, nor once it is put off', async () => {
    await decide({ agentSilentMinutes: 10 });
    const never: Schedule = {
      timeZone: 'UTC',
      week: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
      specialDays: [],
    };
    const set = (schedule: Schedule | null) =>
      admin.api.call(openingHoursEndpoints.setOpeningHours, { body: { schedule } });
    const ticketId = await ticketOf();
    await act(ana, 'acceptTicket', ticketId);
    await set(never);
    await pass(60);
    expect(await statusOf(ticketId)).toBe('open');
    await set(null);
    await ana.api.call(ticketEndpoints.snoozeTicket, { params: { ticketId }, body: { until: null } });
    await pass(1);
    expect(await statusOf(ticketId)).toBe('open');
    await ana.api.call(ticketEndpoints.unsnoozeTicket, { params: { ticketId } });
    await pass(1);
    expect(await ticket(ticketId)).toMatchObject({ status: 'pending', assignee: null });
  });
});

describe('silence', () => {
  const at = new Date('2026-11-23T12:00:00Z');
  const settings = settingsFrom({ customerSilentMinutes: 30, agentSilentMinutes: 20, botSilentMinutes: 10 });
  const silent: SilentTicket = {
    status: 'open',
    inBot: false,
    lastDirection: 'outbound',
    since: new Date('2026-11-23T11:30:00Z'),
    reminded: false,
    hours: null,
  };
  const told = { ...settings, customerSilentText: 'Hello?' };
  const cases: [string, Partial<SilentTicket>, CompanySettings, string | null][] = [
    ['of the customer', {}, settings, 'close'],
    ['that isn’t long enough', { since: new Date('2026-11-23T11:30:01Z') }, settings, null],
    ['of the customer, with a reminder', {}, told, 'remind'],
    ['after the reminder', { reminded: true }, told, 'close'],
    ['of the agent', { lastDirection: 'inbound' }, settings, 'return'],
    ['of nobody', { status: 'pending', lastDirection: 'inbound' }, settings, null],
    ['before the bot', { status: 'pending', inBot: true }, settings, 'hand-over'],
    ['that is allowed', {}, settingsFrom({}), null],
  ];
  it.each(cases)('%s', (_name, given, allowed, expected) => {
    expect(decideTimeOut({ ...silent, ...given }, allowed, at)).toBe(expected);
  });
});
