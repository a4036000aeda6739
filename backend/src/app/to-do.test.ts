import { connectionEndpoints } from '@ticketz/contract/connections';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { reminderEndpoints } from '@ticketz/contract/reminders';
import { tagEndpoints } from '@ticketz/contract/tags';
import { type TicketFilter, ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../test/harness/api-client.ts';
import { openListeningSocket } from '../../test/harness/listening-socket.ts';
import { useShop } from '../../test/harness/shop.ts';
import type { TestPerson } from '../../test/harness/test-app.ts';
import { act, namesIn } from '../../test/harness/tickets.ts';
import { until } from '../../test/harness/until.ts';
import { linkIdentities } from '../features/messages/merge-contacts.ts';
import { receiveMessage } from '../features/messages/receive-message.ts';
import { fireReminders } from '../features/reminders/fire-reminders.job.ts';
import { wakeTickets } from '../features/tickets/wake-tickets.job.ts';

const { app, shop, admin, ana, bia, said, write, ticketOf } = useShop();

const person = (name: string) => ({
  phone: `1415555${String(1000 + name.length * 7 + name.charCodeAt(0))}`,
  lid: null,
  pushName: name,
});
/** Somebody writes; answers their ticket's id. */
const writes = (name: string) => ticketOf({ person: person(name), sentAt: new Date() });
const snooze = (who: TestPerson, ticketId: string, at: Date | null) =>
  who.api.call(ticketEndpoints.snoozeTicket, {
    params: { ticketId },
    body: { until: at?.toISOString() ?? null },
  });
/** Somebody writes, and Ana takes it. */
async function takenTicket(name: string): Promise<string> {
  const ticketId = await writes(name);
  await act(ana, 'acceptTicket', ticketId);
  return ticketId;
}
/** Time goes by. */
const letTimePass = () =>
  app.database.owner.query(
    'UPDATE tickets SET snoozed_until = now() WHERE company_id = $1 AND snoozed_until IS NOT NULL',
    [shop.companyId],
  );
const counts = async (who: TestPerson) => {
  const { mine, snoozed } = await who.api.call(ticketEndpoints.countTickets, {});
  return [mine.total, snoozed.total];
};
const sweep = (job: typeof wakeTickets) => job.handle({}, new AbortController().signal);
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000);

describe('a ticket that is put off', () => {
  it('leaves mine for snoozed, comes back by hand, and only what is open can be put off', async () => {
    const [one] = [await takenTicket('Marta'), await takenTicket('Nuno')];
    const at = soon(60);
    expect(await snooze(ana, one, at)).toMatchObject({ snoozed: { until: at.toISOString() }, wokenAt: null });
    expect([await namesIn(ana, 'mine'), await namesIn(ana, 'snoozed')]).toEqual([['Nuno'], ['Marta']]);
    expect([await namesIn(ana, 'open'), await namesIn(admin, 'snoozed')]).toEqual([['Marta', 'Nuno'], []]);
    expect(await counts(ana)).toEqual([1, 1]);
    expect(await codeOf(snooze(bia, one, at))).toBe('not_found');
    await act(ana, 'unsnoozeTicket', one);
    expect([await namesIn(ana, 'mine'), await namesIn(ana, 'snoozed')]).toEqual([['Marta', 'Nuno'], []]);
    await act(ana, 'closeTicket', one);
    expect(await codeOf(snooze(ana, one, at))).toBe('ticket_not_open');
  });

  it('comes back once when its time is up, however many look for it, and says so until somebody goes on', async () => {
    const ticketId = await takenTicket('Marta');
    const socket = await openListeningSocket(app.url, { token: ana.token });
    const others = await openListeningSocket(app.url, { token: admin.token });
    expect(await codeOf(snooze(ana, ticketId, soon(-1)))).toBe('time_passed');
    const { version } = await snooze(ana, ticketId, soon(60));
    await letTimePass();
    await Promise.all([sweep(wakeTickets), sweep(wakeTickets), sweep(wakeTickets)]);
    await sweep(wakeTickets);
    const back = await ana.api.call(ticketEndpoints.getTicket, { params: { ticketId } });
    expect(back).toMatchObject({ snoozed: null, wokenAt: expect.any(String), version: version + 1 });
    expect(await namesIn(ana, 'mine')).toEqual(['Marta']);
    await act(ana, 'returnTicket', ticketId);
    const heard = ({ heard: events }: typeof socket) => events.map(({ type }) => type);
    await until('all have heard of the return', () =>
      [socket, others].every((one) => heard(one).filter((type) => type === 'ticket.updated').length >= 3),
    );
    expect(heard(socket).filter((type) => type === 'ticket.woken')).toHaveLength(1);
    expect(heard(others)).not.toContain('ticket.woken');
    expect((await act(ana, 'acceptTicket', ticketId)).wokenAt).toBeNull();
    socket.raw.close();
    others.raw.close();
  });

  it('comes back at once when the customer writes, with and without a time; what is sent leaves it', async () => {
    for (const [name, at] of [
      ['Marta', null],
      ['Nuno', soon(60)],
    ] as const) {
      const ticketId = await takenTicket(name);
      await snooze(ana, ticketId, at);
      const sent = said({ person: person(name), sentAt: new Date() });
      await receiveMessage({ ...sent, direction: 'outbound' });
      expect(await namesIn(ana, 'snoozed')).toEqual([name]);
      await sweep(wakeTickets);
      expect(await namesIn(ana, 'snoozed')).toEqual([name]);
      await writes(name);
      expect(await namesIn(ana, 'snoozed')).toEqual([]);
      expect(await ana.api.call(ticketEndpoints.getTicket, { params: { ticketId } })).toMatchObject({
        snoozed: null,
        wokenAt: null,
      });
    }
    expect(await namesIn(ana, 'mine')).toEqual(['Marta', 'Nuno']);
  });

  it('is put off no more when it is joined with what the same customer wrote meanwhile', async () => {
    const ticketId = await takenTicket('Marta');
    await snooze(ana, ticketId, soon(60));
    const known = { ...person('Marta'), lid: '990077' };
    await write({ person: { ...known, phone: null }, address: '990077@lid', text: 'Still there?' });
    expect(await namesIn(ana, 'snoozed')).toEqual(['Marta']);
    await linkIdentities(shop.companyId, known);
    expect([await namesIn(ana, 'mine'), await namesIn(ana, 'snoozed')]).toEqual([['Marta'], []]);
  });

  it('of a group is put off no more in the tab, where it also is when somebody reopens it', async () => {
    const group = { phone: null, lid: null, group: '120363040000000001', pushName: 'Revenda' };
    const keepGroups = (groups: 'tickets' | 'tab') =>
      admin.api.call(connectionEndpoints.updateConnection, {
        params: { connectionId: shop.connectionId },
        body: { settings: { groups } },
      });
    await keepGroups('tickets');
    const ticketId = await ticketOf({ person: group, address: '120363040000000001@g.us' });
    const { contact } = await act(ana, 'acceptTicket', ticketId);
    await snooze(ana, ticketId, soon(60));
    await keepGroups('tab');
    await letTimePass();
    await sweep(wakeTickets);
    const inTab = { status: 'pending', assignee: null, group: { inTab: true }, wokenAt: null };
    expect(await ana.api.call(ticketEndpoints.getTicket, { params: { ticketId } })).toMatchObject(inTab);
    for (const blocked of [true, false]) {
      const params = { contactId: contact.id };
      await admin.api.call(contactEndpoints.blockContact, { params, body: { blocked } });
    }
    expect(await act(admin, 'reopenTicket', ticketId)).toMatchObject(inTab);
    expect(await namesIn(ana, 'groups')).toEqual(['Revenda']);
  });
});

describe('reminders', () => {
  const remind = (who: TestPerson, dueAt: Date, note = '', ticketId: string | null = null) =>
    who.api.call(reminderEndpoints.createReminder, { body: { ticketId, note, dueAt: dueAt.toISOString() } });
  const list = async (who: TestPerson, state: 'open' | 'done' = 'open') => {
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { state, limit: 1, cursor };
      const page = await who.api.call(reminderEndpoints.listReminders, { query });
      found.push(...page.items.map(({ note, ticket }) => note || (ticket?.contactName ?? 'gone')));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return found;
  };
  const change = (
    who: TestPerson,
    reminderId: string,
    body: { note?: string; dueAt?: string; done?: boolean },
  ) => who.api.call(reminderEndpoints.updateReminder, { params: { reminderId }, body });

  it('fire once, also for who was away, are put off, done and taken back', async () => {
    const ticketId = await takenTicket('Marta');
    const later = await remind(ana, soon(90), 'Later');
    const due = await remind(ana, soon(-1), '', ticketId);
    expect(due.ticket).toMatchObject({ id: ticketId, contactName: 'Marta' });
    await Promise.all([sweep(fireReminders), sweep(fireReminders)]);
    const socket = await openListeningSocket(app.url, { token: ana.token });
    expect(await list(ana)).toEqual(['Marta', 'Later']);
    const [first] = (await ana.api.call(reminderEndpoints.listReminders, { query: {} })).items;
    expect(first).toMatchObject({ id: due.id, firedAt: expect.any(String), doneAt: null });

    const putOff = await change(ana, due.id, { dueAt: soon(-1).toISOString() });
    expect(putOff.firedAt).toBeNull();
    await sweep(fireReminders);
    await change(ana, due.id, { done: true });
    await change(ana, later.id, { done: true });
    expect([await list(ana), await list(ana, 'done')]).toEqual([[], ['Later', 'Marta']]);
    await change(ana, due.id, { done: false });
    await sweep(fireReminders);
    expect(await list(ana)).toEqual(['Marta']);
    await until('her browser hears', () => socket.heard.length >= 5);
    expect(socket.heard.filter(({ type }) => type === 'reminder.fired')).toHaveLength(1);
    socket.raw.close();
  });

  it("are one's own, need a ticket or a note, and tell nothing of a ticket that a colleague has", async () => {
    const ticketId = await takenTicket('Marta');
    const { id } = await remind(ana, soon(60), '', ticketId);
    expect(await codeOf(remind(ana, soon(60)))).toBe('validation_failed');
    expect(await codeOf(remind(bia, soon(60), 'Hers', ticketId))).toBe('not_found');
    expect([await list(bia), await list(admin)]).toEqual([[], []]);
    expect(await codeOf(change(admin, id, { done: true }))).toBe('not_found');
    const params = { reminderId: id };
    expect(await codeOf(bia.api.call(reminderEndpoints.deleteReminder, { params }))).toBe('not_found');
    await act(ana, 'returnTicket', ticketId);
    await act(bia, 'acceptTicket', ticketId);
    const { items } = await ana.api.call(reminderEndpoints.listReminders, { query: {} });
    expect(items).toMatchObject([{ ticket: null, ticketGone: true }]);
    await ana.api.call(reminderEndpoints.deleteReminder, { params });
    expect(await list(ana)).toEqual([]);
  });
});

describe('the board', () => {
  const board = async (who: TestPerson, query: TicketFilter & { by: 'status' | 'tag' }) => {
    const { columns } = await who.api.call(ticketEndpoints.countBoard, { query });
    return Object.fromEntries(columns.map(({ key, total }) => [key, total]));
  };
  const tag = (ticketId: string, tagIds: string[]) =>
    admin.api.call(ticketEndpoints.setTicketTags, { params: { ticketId }, body: { tagIds } });

  it('counts by status and tag what its columns show, to each person what they see, narrowed by filters', async () => {
    const { id: vip } = await admin.api.call(tagEndpoints.createTag, {
      body: { name: 'VIP', color: 'blue' },
    });
    const [marta, nuno] = [await takenTicket('Marta'), await takenTicket('Nuno')];
    const closed = await takenTicket('Otto');
    await writes('Pia');
    await tag(marta, [vip]);
    await tag(closed, [vip]);
    await act(ana, 'closeTicket', closed);
    await snooze(ana, nuno, null);

    expect(await board(ana, { by: 'status' })).toEqual({ waiting: 1, open: 2, closed: 1 });
    expect(await board(bia, { by: 'status' })).toEqual({ waiting: 1 });
    expect(await board(admin, { by: 'status', tagId: vip })).toEqual({ open: 1, closed: 1 });
    expect(await board(admin, { by: 'tag' })).toEqual({ [vip]: 1, untagged: 2 });
    expect(await board(ana, { by: 'tag', assigneeId: ana.id })).toEqual({ [vip]: 1, untagged: 1 });
    expect(await namesIn(admin, 'active', { tagId: vip })).toEqual(['Marta']);
    expect(await namesIn(admin, 'untagged')).toEqual(['Nuno', 'Pia']);
    expect(await namesIn(bia, 'untagged')).toEqual(['Pia']);
    const other = await app.makePerson(await app.makeCompany(), 'admin');
    expect(await board(other, { by: 'tag', tagId: vip })).toEqual({});
  });
});
