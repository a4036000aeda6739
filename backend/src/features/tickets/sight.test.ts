import { randomUUID } from 'node:crypto';
import { type Queue, queueEndpoints } from '@ticketz/contract/queues';
import { ticketViewEndpoints } from '@ticketz/contract/ticket-views';
import { type TicketList, ticketEndpoints, ticketTabs } from '@ticketz/contract/tickets';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ApiFailure } from '../../../test/harness/api-client.ts';
import { inboundText } from '../../../test/harness/inbound.ts';
import {
  startTestApp,
  type TestApp,
  type TestPerson,
  type TestSocket,
} from '../../../test/harness/test-app.ts';
import { until } from '../../../test/harness/until.ts';
import { rooms } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { receiveMessage } from '../messages/receive-message.ts';
import { findSightRooms } from './find-sight-rooms.ts';
import { ticketAudience, watchersOf } from './ticket.policy.ts';

let app: TestApp;
let companyId: string;
let connectionId: string;
let admin: TestPerson;
let ana: TestPerson;
let bia: TestPerson;
let caio: TestPerson;
let lia: TestPerson;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  connectionId = await app.makeConnection(companyId);
  admin = await app.makePerson(companyId, 'admin', 'Rui');
  ana = await app.makePerson(companyId, 'agent', 'Ana');
  bia = await app.makePerson(companyId, 'agent', 'Bia');
  caio = await app.makePerson(companyId, 'agent', 'Caio');
  lia = await app.makePerson(companyId, 'supervisor', 'Lia');
});

const makeQueue = (name: string, members: TestPerson[] = [], connectionIds: string[] = []): Promise<Queue> =>
  admin.api.call(queueEndpoints.createQueue, {
    body: { name, color: 'green', userIds: members.map(({ id }) => id), connectionIds },
  });
const setMembers = (queueId: string, members: TestPerson[]) =>
  admin.api.call(queueEndpoints.updateQueue, {
    params: { queueId },
    body: { userIds: members.map(({ id }) => id) },
  });
let customers = 0;
const receive = (pushName: string) => {
  const phone = `1415${5_550_000 + (customers += 1)}`;
  return receiveMessage(inboundText({ companyId, connectionId, person: { phone, lid: null, pushName } }));
};
const listFor = async (person: TestPerson, tab: TicketList) =>
  (await person.api.call(ticketEndpoints.listTickets, { query: { tab, limit: 100 } })).items;
const namesFor = async (person: TestPerson, tab: TicketList = 'waiting') =>
  (await listFor(person, tab)).map(({ contact }) => contact.name).sort();
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof ApiFailure ? error.code : String(error)),
  );

interface Made {
  id: string;
  status: 'pending' | 'open' | 'closed';
  queue_id: string | null;
  assignee_id: string | null;
  viewer_ids: string[] | null;
  in_tab: boolean;
}

describe('who sees a ticket', () => {
  /** The rule in other words than the product's. */
  function sees({ id, name }: TestPerson, queueIds: string[], ticket: Made): boolean {
    if (name === 'Rui') return true;
    if (ticket.viewer_ids && !ticket.viewer_ids.includes(id)) return false;
    if (ticket.assignee_id === id) return true;
    if (ticket.status === 'pending' && ticket.viewer_ids) return true;
    const inMine = ticket.queue_id ? queueIds.includes(ticket.queue_id) : queueIds.length > 0;
    if (ticket.status === 'pending') return inMine;
    return name === 'Lia' && inMine && ticket.queue_id !== null && !ticket.viewer_ids;
  }

  const inTab: Record<TicketList, (ticket: Made, person: TestPerson) => boolean> = {
    mine: ({ status, assignee_id }, { id }) => status === 'open' && assignee_id === id,
    waiting: ({ status, in_tab }) => status === 'pending' && !in_tab,
    groups: ({ in_tab }) => in_tab,
    snoozed: () => false,
    closed: ({ status }) => status === 'closed',
    all: () => true,
    open: ({ status }) => status === 'open',
    active: ({ status, in_tab }) => status !== 'closed' && !in_tab,
    untagged: ({ status, in_tab }) => status !== 'closed' && !in_tab,
  };

  it('is the same in lists, counts, the board, for sockets and for notes, by role and queue (pitfall 20)', async () => {
    const sales = await makeQueue('Sales', [ana, lia]);
    const stock = await makeQueue('Stock', [bia]);
    const queuesOf = new Map([
      [ana, [sales.id]],
      [bia, [stock.id]],
      [caio, []],
      [lia, [sales.id]],
      [admin, []],
    ]);
    const made = await fill([sales.id, stock.id, null]);
    const people = await findSightRooms([...queuesOf.keys()].map(({ id }) => ({ companyId, userId: id })));
    for (const [person, queueIds] of queuesOf) {
      const seen = made.filter((ticket) => sees(person, queueIds, ticket));
      for (const tab of [...ticketTabs, 'open', 'active'] as const) {
        const expected = seen.filter((ticket) => inTab[tab](ticket, person)).map(({ id }) => id);
        const found = (await listFor(person, tab)).map(({ id }) => id);
        expect(found.sort(), `${person.name} ${tab}`).toEqual(expected.sort());
      }
      const waiting = seen.filter((ticket) => inTab.waiting(ticket, person)).length;
      const counts = await person.api.call(ticketEndpoints.countTickets, {});
      expect(counts.waiting.total, person.name).toBe(waiting);
      const board = await person.api.call(ticketEndpoints.countBoard, { query: { by: 'status' } });
      const open = seen.filter(({ status }) => status === 'open').length;
      expect(board.columns.find(({ key }) => key === 'open')?.total ?? 0, person.name).toBe(open);
      const hidden = made.find((ticket) => !seen.includes(ticket));
      const one = hidden && person.api.call(ticketEndpoints.getTicket, { params: { ticketId: hidden.id } });
      if (one) expect(await codeOf(one)).toBe('not_found');
      // Nor is it told who has it.
      const taken = made.find(
        ({ queue_id, assignee_id, status }) =>
          queue_id === stock.id && assignee_id === bia.id && status === 'open',
      );
      const params = { ticketId: taken?.id ?? '' };
      if (person === caio || person === ana) {
        expect(await codeOf(person.api.call(ticketEndpoints.acceptTicket, { params }))).toBe('not_found');
      }
      for (const ticket of made) {
        const { status, queue_id: queueId, assignee_id: assigneeId, viewer_ids: viewerIds } = ticket;
        const audience = ticketAudience(companyId, { status, queueId, assigneeId, viewerIds });
        const joined = [...(people.get(person.id) ?? []), rooms.user(companyId, person.id)];
        const hears = audience.some((room) => joined.includes(room));
        expect(hears, `${person.name} ${JSON.stringify(ticket)}`).toBe(seen.includes(ticket));
      }
    }
    await withCompany(companyId, async () => {
      for (const ticket of made) {
        const watching = await query<{ id: string }>(`SELECT u.id FROM users u WHERE ${watchersOf(ticket)}`);
        const expected = [...queuesOf].filter(([person, queueIds]) => sees(person, queueIds, ticket));
        expect(watching.map(({ id }) => id).sort()).toEqual(expected.map(([{ id }]) => id).sort());
      }
    });
  });

  /** One ticket of each sort. */
  async function fill(queueIds: (string | null)[]): Promise<Made[]> {
    const made: Made[] = [];
    for (const queue_id of queueIds) {
      for (const viewer_ids of [null, [ana.id], [caio.id, lia.id]]) {
        const one = { queue_id, viewer_ids, in_tab: false };
        made.push({ id: randomUUID(), ...one, status: 'pending', assignee_id: null });
        made.push({ id: randomUUID(), ...one, status: 'pending', assignee_id: null, in_tab: true });
        made.push({ id: randomUUID(), ...one, status: 'closed', assignee_id: null });
        for (const { id: assignee_id } of viewer_ids ? [ana, caio] : [ana, bia, caio, lia]) {
          made.push({ id: randomUUID(), ...one, status: 'open', assignee_id });
          made.push({ id: randomUUID(), ...one, status: 'closed', assignee_id });
        }
      }
    }
    const rows = made.map((ticket, index) => ({ ...ticket, number: index + 1, contact: randomUUID() }));
    await app.database.owner.query(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, status text, queue_id uuid, assignee_id uuid,
                        viewer_ids jsonb, in_tab boolean, number int, contact uuid)),
            people AS (INSERT INTO contacts (company_id, id, push_name, is_group)
                       SELECT $2, contact, 'Maria', true FROM given RETURNING 1)
       INSERT INTO tickets (company_id, id, number, status, contact_id, connection_id, queue_id, assignee_id, reply_address,
                            is_group, in_tab, viewer_ids)
       SELECT $2, id, number, status, contact, $3, queue_id, assignee_id, 'x', true, in_tab,
              CASE WHEN jsonb_typeof(viewer_ids) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(viewer_ids)::uuid) END
         FROM given`,
      [JSON.stringify(rows), companyId, connectionId],
    );
    return made;
  }
});

describe('queues', () => {
  it('are made, changed, ordered and deleted by admins; everybody knows their names', async () => {
    const sales = await makeQueue('Sales', [ana], [connectionId]);
    const stock = await makeQueue('Stock');
    expect(sales).toMatchObject({ greeting: '', userIds: [ana.id], connectionIds: [connectionId] });
    expect(await codeOf(makeQueue('SALES'))).toBe('name_taken');
    const changed = await admin.api.call(queueEndpoints.updateQueue, {
      params: { queueId: stock.id },
      body: { name: 'Returns', color: 'red', greeting: 'Good morning' },
    });
    expect(changed).toMatchObject({ name: 'Returns', color: 'red', greeting: 'Good morning' });
    await admin.api.call(queueEndpoints.orderQueues, { body: { queueIds: [stock.id] } });
    const names = async () =>
      (await ana.api.call(queueEndpoints.listQueueSummaries, {})).items.map(({ name }) => name);
    expect(await names()).toEqual(['Returns', 'Sales']);
    await admin.api.call(queueEndpoints.deleteQueue, { params: { queueId: stock.id } });
    expect(await names()).toEqual(['Sales']);
  });

  it('get the tickets of a connection that serves one of them, and lose them when they go', async () => {
    await receive('Before');
    const sales = await makeQueue('Sales', [ana], [connectionId]);
    await receive('Maria');
    expect((await listFor(admin, 'waiting')).map(({ queueId }) => queueId)).toEqual([sales.id, null]);
    const filtered = await admin.api.call(ticketEndpoints.listTickets, {
      query: { tab: 'all', queueId: sales.id },
    });
    expect(filtered.items).toHaveLength(1);
    const view = await ana.api.call(ticketViewEndpoints.createTicketView, {
      body: { name: 'Of sales', tab: 'waiting', filter: { queueId: sales.id }, shared: false },
    });
    expect(view.filter).toEqual({ queueId: sales.id });
    const stock = await makeQueue('Stock', [bia], [connectionId]);
    await receive('Olga');
    expect((await listFor(admin, 'waiting'))[0]).toMatchObject({ contact: { name: 'Olga' }, queueId: null });
    for (const { id: queueId } of [sales, stock]) {
      await admin.api.call(queueEndpoints.deleteQueue, { params: { queueId } });
    }
    expect(await namesFor(caio)).toEqual(['Before', 'Maria', 'Olga']);
  });

  it('are obeyed by sockets at once, when members come and go (pitfall 18)', async () => {
    const [anas, caios] = [await app.openSocket(ana), await app.openSocket(caio)];
    const heard = ({ events }: TestSocket) =>
      events.flatMap((event) => (event.type === 'ticket.created' ? [event.data.ticket.contact.name] : []));
    /** Customers come until this one hears of them; then the rooms are what they should be. */
    const knockAt = async (socket: TestSocket, name: string) => {
      await until(`${name} to be heard`, async () => {
        await receive(name);
        return heard(socket).includes(name);
      });
    };
    await knockAt(caios, 'Everybody');
    const sales = await makeQueue('Sales', [ana], [connectionId]);
    await caios.waitFor('sight.changed');
    await knockAt(anas, 'Knock at Ana');
    await receive('Only Ana');
    await setMembers(sales.id, [caio]);
    await knockAt(caios, 'Knock at Caio');
    await receive('Only Caio');
    await until('Caio to hear', () => heard(caios).includes('Only Caio'));
    expect(heard(anas)).toEqual(expect.arrayContaining(['Everybody', 'Only Ana']));
    expect(heard(anas)).not.toContain('Only Caio');
    expect(heard(caios)).not.toContain('Only Ana');
    expect(await namesFor(ana)).toEqual([]);
    expect(await namesFor(caio)).toEqual(expect.arrayContaining(['Everybody', 'Only Ana', 'Only Caio']));
    // Whoever comes back hears of nothing that they have lost meanwhile.
    const again = await app.openSocket(ana, anas.ready.seq);
    expect(heard(again)).toEqual([]);
    for (const socket of [anas, caios, again]) socket.close();
  });
});
