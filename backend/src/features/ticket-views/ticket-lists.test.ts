import { type BulkChange, bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import { tagEndpoints } from '@ticketz/contract/tags';
import { ticketViewEndpoints } from '@ticketz/contract/ticket-views';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { openListeningSocket } from '../../../test/harness/listening-socket.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { act, namesIn } from '../../../test/harness/tickets.ts';
import { until } from '../../../test/harness/until.ts';

const { app, shop, admin, ana, bia, ticketOf } = useShop();

let phones = 14_155_550_100;
/** Somebody writes; answers their ticket's id. */
function newTicket(name: string, connectionId = shop.connectionId, sentAt = new Date()): Promise<string> {
  const person = { phone: String((phones += 1)), lid: null, pushName: name };
  return ticketOf({ connectionId, person, sentAt });
}
const makeTag = (name: string) =>
  admin.api.call(tagEndpoints.createTag, { body: { name, color: 'blue' } }).then(({ id }) => id);
const tagTicket = (ticketId: string, tagIds: string[]) =>
  admin.api.call(ticketEndpoints.setTicketTags, { params: { ticketId }, body: { tagIds } });

describe('filters of the list', () => {
  it('narrow it to an agent, a connection, a tag, what is unread, some days: and to all of these at once', async () => {
    const second = await app.makeConnection(shop.companyId, 'Second');
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const vip = await makeTag('VIP');
    const anas = await newTicket('Marta');
    const bias = await newTicket('Nuno', second);
    const old = await newTicket('Otto', second, daysAgo(20));
    await newTicket('Pia');
    await act(ana, 'acceptTicket', anas);
    await act(ana, 'markTicketRead', anas);
    await act(bia, 'acceptTicket', bias);
    await tagTicket(anas, [vip]);
    await tagTicket(old, [vip]);

    expect(await namesIn(admin, 'all', {})).toEqual(['Marta', 'Nuno', 'Otto', 'Pia']);
    expect(await namesIn(admin, 'all', { assigneeId: ana.id })).toEqual(['Marta']);
    expect(await namesIn(admin, 'all', { connectionId: second })).toEqual(['Nuno', 'Otto']);
    expect(await namesIn(admin, 'all', { tagId: vip })).toEqual(['Marta', 'Otto']);
    expect(await namesIn(admin, 'all', { unread: 'only' })).toEqual(['Nuno', 'Otto', 'Pia']);
    expect(await namesIn(admin, 'all', { lastDays: 7 })).toEqual(['Marta', 'Nuno', 'Pia']);
    const weeks = { from: daysAgo(30).toISOString(), until: daysAgo(10).toISOString() };
    expect(await namesIn(admin, 'all', weeks)).toEqual(['Otto']);
    expect(await namesIn(admin, 'waiting', { tagId: vip })).toEqual(['Otto']);
    expect(
      await namesIn(admin, 'all', { connectionId: second, tagId: vip, unread: 'only', ...weeks }),
    ).toEqual(['Otto']);
    expect(await namesIn(admin, 'all', { tagId: vip, search: 'mar' })).toEqual(['Marta']);
    expect(await namesIn(admin, 'all', { tagId: vip, search: 'pia' })).toEqual([]);
  });

  it("show an agent nothing of a colleague's, and nothing for another company's ids", async () => {
    const vip = await makeTag('VIP');
    const taken = await newTicket('Marta');
    await act(bia, 'acceptTicket', taken);
    await tagTicket(taken, [vip]);
    expect(await namesIn(ana, 'all', { assigneeId: bia.id })).toEqual([]);
    expect(await namesIn(ana, 'all', { tagId: vip })).toEqual([]);
    expect(await namesIn(bia, 'all', { tagId: vip })).toEqual(['Marta']);
    const other = await app.makePerson(await app.makeCompany(), 'admin');
    expect(await namesIn(other, 'all', { tagId: vip })).toEqual([]);
  });

  it('find what has a frequent tag among the newest', async () => {
    const vip = await makeTag('VIP');
    const some = await newTicket('Marta');
    await tagTicket(some, [vip]);
    await newTicket('Nuno');
    await app.database.owner.query(
      `WITH made AS (
         INSERT INTO tickets (company_id, number, status, contact_id, connection_id, reply_address, closed_at)
         SELECT company_id, 1000 + n, 'closed', contact_id, connection_id, reply_address, now()
           FROM tickets, generate_series(1, 5001) n WHERE id = $1 RETURNING company_id, id)
       INSERT INTO ticket_tags (company_id, ticket_id, tag_id) SELECT company_id, id, $2 FROM made`,
      [some, vip],
    );
    expect(await namesIn(admin, 'waiting', { tagId: vip })).toEqual(['Marta']);
    const query = { tab: 'closed', tagId: vip, limit: 100 } as const;
    const { items } = await admin.api.call(ticketEndpoints.listTickets, { query });
    expect(items).toHaveLength(100);
  });
});

describe('saved views', () => {
  const body = { name: 'Unread of today', tab: 'all', filter: { unread: 'only', lastDays: 1 } } as const;
  const save = (person: TestPerson, shared: boolean, more = {}) =>
    person.api.call(ticketViewEndpoints.createTicketView, { body: { ...body, shared, ...more } });
  const views = async (person: TestPerson) =>
    (await person.api.call(ticketViewEndpoints.listTicketViews, {})).items.map(({ name }) => name);
  const change = (person: TestPerson, viewId: string, values: { name?: string; shared?: boolean }) =>
    person.api.call(ticketViewEndpoints.updateTicketView, { params: { viewId }, body: values });
  const remove = (person: TestPerson, viewId: string) =>
    person.api.call(ticketViewEndpoints.deleteTicketView, { params: { viewId } });

  it("are one's own; nobody else sees or changes them", async () => {
    const view = await save(ana, false);
    expect(view).toMatchObject({ ...body, shared: false, ownerId: ana.id });
    expect([await views(ana), await views(bia), await views(admin)]).toEqual([[body.name], [], []]);
    expect(await codeOf(change(admin, view.id, { name: 'Mine' }))).toBe('not_found');
    expect(await codeOf(remove(bia, view.id))).toBe('not_found');
    await remove(ana, view.id);
    expect(await views(ana)).toEqual([]);
  });

  it('are shared by admins, and change only by their hand', async () => {
    const socket = await openListeningSocket(app.url, { token: bia.token });
    const view = await save(admin, true);
    expect(await views(bia)).toEqual([body.name]);
    expect(await codeOf(save(ana, true))).toBe('forbidden');
    expect(await codeOf(change(ana, view.id, { name: 'Ours' }))).toBe('forbidden');
    expect(await codeOf(remove(ana, view.id))).toBe('forbidden');
    await change(admin, view.id, { shared: false });
    expect(await views(bia)).toEqual([]);
    const heard = () => socket.heard.map(({ type }) => type);
    await until('Bia has heard of both', () => heard().includes('ticketView.removed'));
    expect(heard()).toEqual(['ticketView.updated', 'ticketView.removed']);
    socket.raw.close();
  });

  it('go with the tag that they are for', async () => {
    const tagId = await makeTag('VIP');
    await save(ana, false, { filter: { tagId } });
    await admin.api.call(tagEndpoints.deleteTag, { params: { tagId } });
    expect(await views(ana)).toEqual([]);
  });
});

describe('many tickets at once', () => {
  const change = (person: TestPerson, body: BulkChange) =>
    person.api.call(bulkActionEndpoints.changeTickets, { body });
  const undo = (person: TestPerson, bulkActionId: string | null) =>
    person.api.call(bulkActionEndpoints.undoBulkAction, { params: { bulkActionId: bulkActionId ?? '' } });
  const get = (ticketId: string) => admin.api.call(ticketEndpoints.getTicket, { params: { ticketId } });
  const statuses = async (ids: string[]) =>
    (await Promise.all(ids.map(get))).map(({ status, assignee }) => `${status} ${assignee?.name ?? '–'}`);

  it('are closed, each of the others told why not, and all of it undone exactly', async () => {
    const [waiting, own, closed, colleagues] = [
      await newTicket('Marta'),
      await newTicket('Nuno'),
      await newTicket('Otto'),
      await newTicket('Pia'),
    ];
    await act(ana, 'acceptTicket', own);
    await act(ana, 'closeTicket', closed);
    await act(bia, 'acceptTicket', colleagues);
    const before = await get(own);
    const socket = await openListeningSocket(app.url, { token: bia.token });

    const done = await change(ana, { kind: 'close', ticketIds: [waiting, own, closed, colleagues] });
    expect(done.tickets.map(({ id }) => id).toSorted()).toEqual([waiting, own].toSorted());
    expect(done.refused).toEqual([
      { ticketId: colleagues, code: 'not_found' },
      { ticketId: closed, code: 'ticket_not_open' },
    ]);
    expect(await statuses([waiting, own, colleagues])).toEqual(['closed Ana', 'closed Ana', 'open Bia']);
    const heard = () => socket.heard.map(({ type }) => type);
    await until('Bia hears that the waiting one is gone', () => heard().includes('ticket.removed'));

    expect(await codeOf(undo(bia, done.bulkActionId))).toBe('not_found');
    expect((await undo(ana, done.bulkActionId)).refused).toEqual([]);
    expect(await statuses([waiting, own])).toEqual(['pending –', 'open Ana']);
    expect(await get(own)).toEqual({ ...before, version: before.version + 2 });
    await until('Bia hears that it waits again', () => heard().includes('ticket.updated'));
    expect(await codeOf(undo(ana, done.bulkActionId))).toBe('not_found');
    socket.raw.close();
  });

  it('are not undone where somebody has gone on since', async () => {
    const [one, other] = [await newTicket('Marta'), await newTicket('Nuno')];
    const done = await change(admin, { kind: 'close', ticketIds: [one, other] });
    await admin.api.call(ticketEndpoints.reopenTicket, { params: { ticketId: one } });
    expect((await undo(admin, done.bulkActionId)).refused).toEqual([
      { ticketId: one, code: 'ticket_not_closed' },
    ]);
    expect(await statuses([one, other])).toEqual(['open Rui', 'pending –']);
  });

  it('are given to anybody by an admin, by an agent only to themselves', async () => {
    const ids = [await newTicket('Marta'), await newTicket('Nuno')];
    const toBia: BulkChange = { kind: 'assign', ticketIds: ids, assigneeId: bia.id };
    expect(await codeOf(change(ana, toBia))).toBe('forbidden');
    const done = await change(admin, toBia);
    expect(await statuses(ids)).toEqual(['open Bia', 'open Bia']);
    expect(await codeOf(change(ana, { ...toBia, assigneeId: ana.id }))).toBe('not_found');
    await undo(admin, done.bulkActionId);
    expect(await statuses(ids)).toEqual(['pending –', 'pending –']);
    await change(ana, { ...toBia, assigneeId: ana.id });
    expect(await statuses(ids)).toEqual(['open Ana', 'open Ana']);
  });

  it('get tags and lose them, beside the tags that they have', async () => {
    const [vip, late] = [await makeTag('VIP'), await makeTag('Late')];
    const [one, other] = [await newTicket('Marta'), await newTicket('Nuno')];
    await tagTicket(one, [late]);
    const tags = async () =>
      (await Promise.all([one, other].map(get))).map(({ tagIds }) => tagIds.toSorted());
    const done = await change(ana, { kind: 'tag', ticketIds: [one, other], tagIds: [vip, late] });
    expect(await tags()).toEqual([[vip, late].toSorted(), [vip, late].toSorted()]);
    await undo(ana, done.bulkActionId);
    expect(await tags()).toEqual([[late], []]);
    await change(ana, { kind: 'untag', ticketIds: [one, other], tagIds: [late] });
    expect(await tags()).toEqual([[], []]);
  });
});
