import { ticketTimelineEndpoints } from '@ticketz/contract/ticket-timeline';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { countRoundTrips } from '../../../test/harness/count-round-trips.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { act } from '../../../test/harness/tickets.ts';
import type { ChannelGroup } from '../connections/channel.ts';
import { takeGroup } from './groups/groups.ts';

const { app, shop, admin, ana, bia, write, ticketOf } = useShop();

const customer = (phone: string, pushName = 'Maria') => write({ person: { phone, lid: null, pushName } });
const list = async (person: TestPerson, tab: 'mine' | 'waiting' | 'closed' | 'all', search?: string) =>
  (await person.api.call(ticketEndpoints.listTickets, { query: { tab, search } })).items;
const newTicket = (phone = '14155550100') => ticketOf({ person: { phone, lid: null, pushName: 'Maria' } });

describe('a ticket', () => {
  it('goes from waiting to open to closed and back', async () => {
    const id = await newTicket();
    expect(await act(ana, 'acceptTicket', id)).toMatchObject({ status: 'open', assignee: { name: 'Ana' } });
    expect(await act(ana, 'returnTicket', id)).toMatchObject({ status: 'pending', assignee: null });
    await act(ana, 'acceptTicket', id);
    expect(await act(ana, 'closeTicket', id)).toMatchObject({ status: 'closed', assignee: { name: 'Ana' } });
    expect(await act(ana, 'reopenTicket', id)).toMatchObject({ status: 'open', closedAt: null });
  });

  it('remembers what happened to it, and who did it', async () => {
    const id = await newTicket();
    await act(ana, 'acceptTicket', id);
    await act(ana, 'returnTicket', id);
    await act(bia, 'acceptTicket', id);
    await act(admin, 'closeTicket', id);
    const { events, times } = await ana.api
      .call(ticketTimelineEndpoints.getTicketTimeline, { params: { ticketId: id } })
      .catch(() => bia.api.call(ticketTimelineEndpoints.getTicketTimeline, { params: { ticketId: id } }));
    expect(events.map(({ kind, actor, assignee }) => [kind, actor?.name, assignee?.name])).toEqual([
      ['opened', undefined, undefined],
      ['accepted', 'Ana', 'Ana'],
      ['returned', 'Ana', undefined],
      ['accepted', 'Bia', 'Bia'],
      ['closed', admin.name, 'Bia'],
    ]);
    expect(times).toMatchObject({ firstResponse: null, resolution: { running: false } });
  });

  it('is taken by one of two who click at once, and the other is told by whom', async () => {
    const id = await newTicket();
    const results = await Promise.allSettled([act(ana, 'acceptTicket', id), act(bia, 'acceptTicket', id)]);
    const won = results.find((result) => result.status === 'fulfilled');
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost?.reason).toMatchObject({
      code: 'ticket_taken',
      details: { assignee: { name: won?.value.assignee?.name } },
    });
    expect(await act(won?.value.assignee?.name === 'Ana' ? ana : bia, 'acceptTicket', id)).toMatchObject({
      status: 'open',
    });
  });

  it('refuses what does not fit its state', async () => {
    const id = await newTicket();
    expect(await codeOf(act(ana, 'returnTicket', id))).toBe('ticket_not_open');
    expect(await codeOf(act(ana, 'reopenTicket', id))).toBe('ticket_not_closed');
    await act(ana, 'closeTicket', id);
    expect(await codeOf(act(ana, 'closeTicket', id))).toBe('ticket_not_open');
    expect(await codeOf(act(ana, 'acceptTicket', id))).toBe('ticket_not_pending');
  });

  it('can not be reopened beside another one of the same person', async () => {
    const id = await newTicket();
    await act(ana, 'closeTicket', id);
    await app.database.owner.query(`UPDATE tickets SET closed_at = now() - interval '1 day' WHERE id = $1`, [
      id,
    ]);
    await customer('14155550100');
    expect(await codeOf(act(ana, 'reopenTicket', id))).toBe('contact_has_open_ticket');
  });
});

describe('pitfall 20: inside a company', () => {
  it('an agent sees the waiting and their own, an admin all', async () => {
    const id = await newTicket();
    expect(await list(bia, 'waiting')).toHaveLength(1);
    await act(ana, 'acceptTicket', id);
    expect(await list(bia, 'all')).toEqual([]);
    expect(await list(ana, 'mine')).toHaveLength(1);
    expect(await list(admin, 'all')).toHaveLength(1);
    for (const name of ['returnTicket', 'closeTicket', 'reopenTicket'] as const) {
      expect(await codeOf(act(bia, name, id))).toBe('not_found');
    }
    expect(await codeOf(bia.api.call(ticketEndpoints.getTicket, { params: { ticketId: id } }))).toBe(
      'not_found',
    );
  });

  it('sockets obey the same rule, and hear when a ticket goes', async () => {
    const [first, second, third] = await Promise.all(
      [ana, bia, admin].map((person) => app.openSocket(person)),
    );
    const id = await newTicket();
    await second?.waitFor('ticket.created');
    await act(ana, 'acceptTicket', id);
    const gone = await second?.waitFor('ticket.removed');
    expect(gone).toMatchObject({ ticketId: id, takenBy: { name: 'Ana' } });
    await first?.waitFor('ticket.updated', ({ ticket }) => ticket.status === 'open');
    await third?.waitFor('ticket.updated', ({ ticket }) => ticket.status === 'open');
    await customer('14155550100');
    await first?.waitFor('message.created', ({ message }) => message.ticketId === id);
    await act(ana, 'returnTicket', id);
    await second?.waitFor('ticket.updated', ({ ticket }) => ticket.status === 'pending');
    expect(second?.events.filter(({ type }) => type === 'message.created')).toHaveLength(1);
    expect(first?.events.some(({ type }) => type === 'ticket.removed')).toBe(false);
    for (const socket of [first, second, third]) socket?.close();
  });
});

describe('lists', () => {
  it('page by cursor without losing or doubling a row', async () => {
    for (let index = 10; index < 35; index += 1) await customer(`141555501${index}`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ana.api.call(ticketEndpoints.listTickets, {
        query: { tab: 'waiting', limit: 7, cursor },
      });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    const counts = await ana.api.call(ticketEndpoints.countTickets, {});
    expect(counts).toEqual({
      mine: { total: 0, unread: 0 },
      waiting: { total: 25, unread: 25 },
      snoozed: { total: 0 },
      groups: null,
    });
  });

  it('find by name, by number of the person and of the ticket, and take % and _ as they are', async () => {
    await customer('14155550101', 'José 100%');
    await customer('14155550102', 'Joana');
    const names = async (search: string) =>
      (await list(ana, 'all', search)).map(({ contact }) => contact.name);
    expect(await names('jo')).toHaveLength(2);
    expect(await names('%')).toEqual(['José 100%']);
    expect(await names('_')).toEqual([]);
    expect(await names('+1 415 555 0102')).toEqual(['Joana']);
    expect(await names('#1')).toEqual(['José 100%']);
    expect(await names(`'; DROP TABLE tickets; --`)).toEqual([]);
    expect(await names('99999999999999999999')).toEqual([]);
  });

  it('find by name without regard to accents and capitals; one or two letters where a word begins', async () => {
    await customer('14155550101', 'José Conceição');
    await customer('14155550102', 'Joana d’Ávila');
    const names = async (search: string) =>
      (await list(ana, 'waiting', search)).map(({ contact }) => contact.name).sort();
    expect(await names('JOSE')).toEqual(['José Conceição']);
    expect(await names('conceicao')).toEqual(['José Conceição']);
    expect(await names('josé conceicão')).toEqual(['José Conceição']);
    expect(await names('ávi')).toEqual(['Joana d’Ávila']);
    expect(await names('jo')).toEqual(['Joana d’Ávila', 'José Conceição']);
    expect(await names('co')).toEqual(['José Conceição']);
    expect(await names('an')).toEqual([]);
    expect(await names('\\')).toEqual([]);
  });

  it('find nobody of another company', async () => {
    await customer('14155550101', 'José');
    const stranger = await app.makePerson(await app.makeCompany(), 'admin');
    expect(await list(stranger, 'all', 'José')).toEqual([]);
    expect(await list(stranger, 'all', '14155550101')).toEqual([]);
  });

  it('hold on every page what a plain look at the table holds, for everybody and every tab', async () => {
    await fillCompany(1_200);
    for (const person of [ana, bia, admin]) {
      for (const tab of ['mine', 'waiting', 'closed', 'all'] as const) {
        for (const search of [undefined, 'maria', 'Maria 77', '551190000', '551190000777', '777']) {
          const expected = await plainly(person, tab, search);
          const name = `${person.name} ${tab} ${search}`;
          expect(await allPages(person, tab, search), name).toEqual(expected);
        }
      }
    }
  });

  /** Tickets of as many people, a third of each status, shared by Ana and Bia; two at the same moment each time. */
  async function fillCompany(people: number): Promise<void> {
    await app.database.owner.query(
      `WITH made AS (INSERT INTO contacts (company_id, push_name) SELECT $1, 'Maria ' || n FROM generate_series(1, $5::int) n
                     RETURNING id, substring(push_name FROM 7)::int AS n),
            numbered AS (INSERT INTO contact_identities (company_id, contact_id, kind, value)
                         SELECT $1, id, 'phone', '551190000' || n FROM made)
       INSERT INTO tickets (company_id, number, status, contact_id, connection_id, assignee_id, reply_address, last_message_at)
       SELECT $1, n, (ARRAY['pending', 'open', 'closed'])[1 + n % 3], id, $2,
              CASE n % 3 WHEN 1 THEN (ARRAY[$3, $4]::uuid[])[1 + n % 2] WHEN 2 THEN (ARRAY[$3, $4, NULL]::uuid[])[1 + n % 4] END,
              'x', timestamptz '2026-01-01' + n / 2 * interval '1 min' FROM made`,
      [shop.companyId, shop.connectionId, ana.id, bia.id, people],
    );
  }

  async function plainly(person: TestPerson, tab: string, search?: string): Promise<number[]> {
    const { rows } = await app.database.owner.query<{ number: number }>(
      `SELECT t.number FROM tickets t JOIN contacts c ON c.id = t.contact_id JOIN contact_identities i ON i.contact_id = c.id
        WHERE t.company_id = $1 AND (t.status = 'pending' OR t.assignee_id = $2 OR $3 = 'Rui')
          AND CASE $4 WHEN 'mine' THEN t.status = 'open' AND t.assignee_id = $2 WHEN 'waiting' THEN t.status = 'pending'
                      WHEN 'closed' THEN t.status = 'closed' ELSE true END
          AND ($5::text IS NULL OR c.push_name ILIKE '%' || $5 || '%' OR t.number::text = $5
               OR ($5 ~ '^[0-9]+$' AND i.value LIKE '%' || $5 || '%'))
        ORDER BY t.last_message_at DESC, t.id DESC`,
      [shop.companyId, person.id, person.name, tab, search],
    );
    return rows.map(({ number }) => number);
  }

  async function allPages(
    person: TestPerson,
    tab: 'mine' | 'waiting' | 'closed' | 'all',
    search?: string,
  ): Promise<number[]> {
    const numbers: number[] = [];
    let cursor: string | undefined;
    do {
      const query = { tab, search, cursor, limit: 100 };
      const page = await person.api.call(ticketEndpoints.listTickets, { query });
      numbers.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return numbers;
  }

  it('refuse a cursor that is none', async () => {
    const call = ana.api.call(ticketEndpoints.listTickets, { query: { tab: 'all', cursor: 'x' } });
    expect(await codeOf(call)).toBe('validation_failed');
  });
});

describe('the socket', () => {
  it('resumes without a hole: what happened during a cut is there after it', async () => {
    const first = await app.openSocket(ana);
    await customer('14155550100');
    await first.waitFor('ticket.created');
    const after = Math.max(...first.events.map(({ seq }) => seq));
    first.close();
    await customer('14155550101', 'Joana');
    const second = await app.openSocket(ana, after);
    expect(second.ready.resumed).toBe(true);
    const { ticket } = await second.waitFor('ticket.created', (data) => data.ticket.contact.name === 'Joana');
    expect(ticket.status).toBe('pending');
    second.close();
  });

  it('does not pretend to resume from before what is kept', async () => {
    const other = await app.openSocket(ana);
    expect(other.ready.resumed).toBe(false);
    other.close();
  });

  it('ends within seconds when its session does', async () => {
    const socket = await app.openSocket(bia);
    await app.database.owner.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [bia.sessionId]);
    expect(await socket.ended).toBe('session_ended');
  });

  it('refuses strangers', async () => {
    await expect(app.openSocket({ ...ana, token: `${ana.token}x` })).rejects.toThrow('unauthenticated');
  });
});

describe('members of a group', () => {
  const group = '120363040000000002';
  const member = (index: number) => ({
    phone: null,
    lid: String(70_000_000 + index),
    pushName: `Member ${index}`,
    role: 'member' as const,
  });
  const take = (members: ChannelGroup['members']) =>
    takeGroup({ ...shop, group, subject: 'Revenda', members });

  it('are taken in a few round trips, however many they are', async () => {
    const all = Array.from({ length: 300 }, (_, index) => member(index));
    expect(await countRoundTrips(() => take(all))).toBeLessThanOrEqual(16);
    await take([...all.slice(0, 299), { ...member(299), phone: '14155550199' }]);
    const { rows } = await app.database.owner.query(
      'SELECT lid, phone, name FROM group_members WHERE company_id = $1 ORDER BY lid DESC LIMIT 1',
      [shop.companyId],
    );
    expect(rows).toEqual([{ lid: '70000299', phone: '14155550199', name: 'Member 299' }]);
  });

  it('who turn out to be one keep how far messages have come with them', async () => {
    const byPhone = { ...member(1), lid: null, phone: '14155550101' };
    await take([member(1), byPhone]);
    const messageId = await messageIn(await ticketOf());
    await app.database.owner.query(
      `INSERT INTO group_receipts (company_id, message_id, member_id, delivered_at)
       SELECT company_id, $2, id, now() FROM group_members WHERE company_id = $1 AND phone = '14155550101'`,
      [shop.companyId, messageId],
    );
    await take([{ ...member(1), phone: '14155550101' }]);
    const { rows } = await app.database.owner.query(
      `SELECT w.lid, w.phone FROM group_receipts r JOIN group_members w ON w.id = r.member_id
        WHERE r.company_id = $1 AND r.message_id = $2`,
      [shop.companyId, messageId],
    );
    expect(rows).toEqual([{ lid: '70000001', phone: '14155550101' }]);
  });

  async function messageIn(ticketId: string): Promise<string> {
    const { rows } = await app.database.owner.query<{ id: string }>(
      'SELECT id FROM messages WHERE ticket_id = $1',
      [ticketId],
    );
    return rows[0]?.id ?? '';
  }
});
