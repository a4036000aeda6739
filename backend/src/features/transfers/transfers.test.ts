import { bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import { messageEndpoints } from '@ticketz/contract/messages';
import { queueEndpoints } from '@ticketz/contract/queues';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { type Transfer, transferEndpoints } from '@ticketz/contract/transfers';
import { userEndpoints } from '@ticketz/contract/users';
import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';

const { app, shop, admin, ana, bia, ticketOf } = useShop();

let sales: string;
let stock: string;
let ticketId: string;
beforeEach(async () => {
  const make = async (name: string, userIds: string[]) =>
    (await admin.api.call(queueEndpoints.createQueue, { body: { name, color: 'blue', userIds } })).id;
  sales = await make('Sales', [ana.id]);
  stock = await make('Stock', [bia.id]);
  ticketId = await ticketOf();
  await ana.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
});

const transfer = (who: TestPerson, body: Partial<Transfer>) =>
  who.api.call(transferEndpoints.transferTicket, { params: { ticketId }, body });
const undo = (who: TestPerson, transferId: string) =>
  who.api.call(transferEndpoints.undoTransfer, { params: { transferId } });
const read = (who: TestPerson) => who.api.call(ticketEndpoints.getTicket, { params: { ticketId } });
const notesIn = async () => {
  const { items } = await admin.api.call(messageEndpoints.listMessages, { params: { ticketId }, query: {} });
  return items.filter(({ kind }) => kind === 'note');
};

describe('A transfer', () => {
  it('to a colleague makes it theirs, with a note, and tells them; the giver loses sight of it', async () => {
    const [hers, mine] = [await app.openSocket(bia), await app.openSocket(ana)];
    const { ticket } = await transfer(ana, { assigneeId: bia.id, queueId: sales, note: ' wants a refund ' });
    expect(ticket).toBeNull();
    expect(await read(bia)).toMatchObject({ status: 'open', queueId: sales, assignee: { id: bia.id } });
    expect(await codeOf(read(ana))).toBe('not_found');
    const told = await hers.waitFor('ticket.transferred');
    expect(told).toMatchObject({ by: { name: 'Ana' }, note: 'wants a refund', ticket: { id: ticketId } });
    expect(await mine.waitFor('ticket.removed')).toMatchObject({ ticketId, takenBy: { id: bia.id } });
    const moves = { queue: { from: null, to: 'Sales' }, assignee: { from: 'Ana', to: 'Bia' } };
    expect(await notesIn()).toMatchObject([
      { text: 'wants a refund', author: { id: ana.id }, details: { transfer: moves } },
    ]);
    for (const socket of [hers, mine]) socket.close();
  });

  it('to a queue lets it wait there, and tells its members', async () => {
    const hers = await app.openSocket(bia);
    const { ticket } = await transfer(ana, { queueId: stock });
    expect(ticket).toBeNull();
    expect(await read(bia)).toMatchObject({ status: 'pending', queueId: stock, assignee: null });
    expect((await hers.waitFor('ticket.transferred')).ticket.id).toBe(ticketId);
    expect(await notesIn()).toMatchObject([
      { text: '', details: { transfer: { queue: { from: null, to: 'Stock' } } } },
    ]);
    expect((await transfer(bia, { queueId: sales })).ticket).toBeNull();
    expect((await transfer(ana, { assigneeId: ana.id })).ticket).toMatchObject({ status: 'open' });
    hers.close();
  });

  it('to another connection sends the answers from there, to where the person is known', async () => {
    const connectionId = await app.makeConnection(shop.companyId);
    expect((await transfer(ana, { connectionId })).ticket).toMatchObject({
      status: 'open',
      assignee: { id: ana.id },
      connection: { id: connectionId },
    });
    const sent = await ana.api.call(messageEndpoints.sendMessage, {
      params: { ticketId },
      body: { clientId: crypto.randomUUID(), text: 'From here now' },
    });
    const { rows } = await app.database.owner.query(
      `SELECT m.connection_id, t.reply_address FROM messages m JOIN tickets t ON t.id = m.ticket_id WHERE m.id = $1`,
      [sent.id],
    );
    expect(rows).toEqual([{ connection_id: connectionId, reply_address: expect.stringContaining('@') }]);
    await ticketOf();
    expect(await codeOf(transfer(ana, { connectionId: shop.connectionId }))).toBe('contact_has_open_ticket');
  });

  it('is taken back with its note as long as nobody has gone on', async () => {
    const before = await read(ana);
    const { transferId } = await transfer(ana, { assigneeId: bia.id, queueId: stock });
    expect(await codeOf(undo(bia, transferId))).toBe('not_found');
    const back = await undo(ana, transferId);
    expect(back).toEqual({ ...before, version: back.version });
    expect(await notesIn()).toMatchObject([{ deletedAt: expect.any(String) }]);
    expect(await codeOf(undo(ana, transferId))).toBe('not_found');

    const second = await transfer(ana, { queueId: stock });
    await bia.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
    expect(await codeOf(undo(ana, second.transferId))).toBe('ticket_taken');
    expect(await read(bia)).toMatchObject({ assignee: { id: bia.id } });
  });

  it('goes nowhere where it is already, nor to who is turned off, nor when it is closed or not seen', async () => {
    expect(await codeOf(transfer(ana, {}))).toBe('validation_failed');
    expect(await codeOf(transfer(ana, { assigneeId: ana.id }))).toBe('already_there');
    expect(await codeOf(transfer(bia, { assigneeId: bia.id }))).toBe('not_found');
    await admin.api.call(userEndpoints.updateUser, { params: { userId: bia.id }, body: { active: false } });
    expect(await codeOf(transfer(ana, { assigneeId: bia.id }))).toBe('not_found');
    await ana.api.call(ticketEndpoints.closeTicket, { params: { ticketId } });
    expect(await codeOf(transfer(ana, { queueId: stock }))).toBe('ticket_not_open');
  });

  it('of many at once puts them into a queue, and is undone for all', async () => {
    const change = { kind: 'queue' as const, ticketIds: [ticketId], queueId: stock };
    const { bulkActionId, tickets } = await admin.api.call(bulkActionEndpoints.changeTickets, {
      body: change,
    });
    expect(tickets).toMatchObject([{ status: 'pending', queueId: stock, assignee: null }]);
    await admin.api.call(bulkActionEndpoints.undoBulkAction, {
      params: { bulkActionId: bulkActionId ?? '' },
    });
    expect(await read(ana)).toMatchObject({ status: 'open', queueId: null, assignee: { id: ana.id } });
  });
});

describe('Where only the assignee answers', () => {
  const send = (who: TestPerson) =>
    who.api.call(messageEndpoints.sendMessage, {
      params: { ticketId },
      body: { clientId: crypto.randomUUID(), text: 'Let me see' },
    });
  const closeAll = (who: TestPerson) =>
    who.api.call(bulkActionEndpoints.changeTickets, { body: { kind: 'close', ticketIds: [ticketId] } });

  it('an admin reads along, and answers or closes after taking over', async () => {
    expect(await send(admin)).toMatchObject({ status: 'queued' });
    await admin.api.call(settingsEndpoints.updateSettings, { body: { exclusiveAssignment: true } });
    expect(await codeOf(send(admin))).toBe('ticket_not_yours');
    const close = (who: TestPerson) =>
      codeOf(who.api.call(ticketEndpoints.closeTicket, { params: { ticketId } }));
    expect(await close(admin)).toBe('ticket_not_yours');
    expect((await closeAll(admin)).refused).toEqual([{ ticketId, code: 'ticket_not_yours' }]);
    expect(await read(admin)).toMatchObject({ assignee: { id: ana.id } });
    expect(await send(ana)).toMatchObject({ status: 'queued' });
    await transfer(admin, { assigneeId: admin.id });
    expect(await send(admin)).toMatchObject({ status: 'queued' });
    expect(await close(admin)).toBe('no error');
  });
});
