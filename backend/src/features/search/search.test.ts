import { messageEndpoints } from '@ticketz/contract/messages';
import { maxSearchLength, searchEndpoints } from '@ticketz/contract/search';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/harness/api-client.ts';
import { statementsOf } from '../../../test/harness/count-round-trips.ts';
import { changeOf } from '../../../test/harness/inbound.ts';
import { useShop } from '../../../test/harness/shop.ts';
import type { TestPerson } from '../../../test/harness/test-app.ts';
import { withCompany } from '../../core/tenancy.ts';
import type { ChannelMessage } from '../connections/channel.ts';
import { receiveChange } from '../messages/receive-change.ts';
import { termsOf } from './terms.ts';

const reader = { readVote: () => null, readSealed: () => null };

const { app, shop, admin, ana, bia, write } = useShop();

let clock = Date.UTC(2026, 0, 1);

async function say(text: string, phone = '14155550100', pushName = 'Maria'): Promise<ChannelMessage> {
  clock += 1_000;
  const person = { phone, lid: null, pushName };
  return write({ person, text, sentAt: new Date(clock) });
}
type Filter = Partial<Parameters<typeof hits>[2]> & Record<string, unknown>;
const hits = (person: TestPerson, text: string, filter: Record<string, unknown> = {}) =>
  person.api.call(searchEndpoints.searchMessages, { query: { text, ...filter } });
const textsOf = async (person: TestPerson, text: string, filter: Filter = {}) =>
  (await hits(person, text, filter)).items.map(({ excerpt }) => excerpt);
const everything = (person: TestPerson, text: string) =>
  person.api.call(searchEndpoints.search, { query: { text } });
const ticketOf = async (phone: string) =>
  (await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'all', search: phone } })).items[0]
    ?.id ?? '';
const accept = (person: TestPerson, ticketId: string) =>
  person.api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });

describe('messages', () => {
  it('are found by words and parts of words, in any order, without regard to accents and capitals', async () => {
    await say('O tênis AZUL chegou\nquebrado');
    await say('Azulejo não é tênis');
    expect(await textsOf(admin, 'tenis azul')).toEqual([
      'Azulejo não é tênis',
      'O tênis AZUL chegou quebrado',
    ]);
    expect(await textsOf(admin, '"tenis azul"')).toEqual(['O tênis AZUL chegou quebrado']);
    expect(await textsOf(admin, 'ÊNIS')).toHaveLength(2);
    expect(await textsOf(admin, 'qu')).toHaveLength(1);
    expect(await textsOf(admin, 'ui')).toEqual([]);
    expect(await textsOf(admin, 'az qu')).toHaveLength(1);
    expect(await textsOf(admin, '"chegou quebrado"')).toHaveLength(1);
    expect(await textsOf(admin, '""')).toEqual([]);
  });

  it('come with the hit marked', async () => {
    await say(`${'antes '.repeat(40)}Conceição 👍🏽 paga amanhã${' depois'.repeat(40)}`);
    const [hit] = (await hits(admin, 'conceicao AMANHA')).items;
    const marked = hit?.marks.map(([from, to]) => hit.excerpt.slice(from, to));
    expect(marked).toEqual(['Conceição', 'amanhã']);
    expect(hit?.excerpt.length).toBeLessThan(190);
    expect(hit).toMatchObject({
      ticket: { contact: { name: 'Maria' }, status: 'pending' },
      direction: 'inbound',
    });
  });

  it('are found by the newest text, and not when deleted for everyone', async () => {
    const first = await say('o pedido é de marmelada');
    const second = await say('o pedido é de goiabada');
    await withCompany(shop.companyId, () =>
      receiveChange(changeOf(first, { kind: 'edit', text: 'o pedido é de cocada' }), reader),
    );
    await withCompany(shop.companyId, () => receiveChange(changeOf(second, { kind: 'delete' }), reader));
    expect(await textsOf(admin, 'marmelada')).toEqual([]);
    expect(await textsOf(admin, 'cocada')).toHaveLength(1);
    expect(await textsOf(admin, 'goiabada')).toEqual([]);
    expect(await textsOf(admin, 'pedido')).toHaveLength(1);
  });

  it('page by cursor without losing or doubling one, with filters', async () => {
    for (let index = 0; index < 25; index += 1) await say(`recado ${index}`, `1415555${1000 + (index % 5)}`);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await hits(admin, 'recado', { limit: 4, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
    const other = await app.makeConnection(shop.companyId, 'Other');
    expect(await textsOf(admin, 'recado', { connectionId: other })).toEqual([]);
    expect(await textsOf(admin, 'recado', { connectionId: shop.connectionId, limit: 100 })).toHaveLength(25);
    expect(await textsOf(admin, 'recado', { direction: 'outbound' })).toEqual([]);
    expect(await textsOf(admin, 'recado', { kind: 'image' })).toEqual([]);
    const since = new Date(clock - 2_000).toISOString();
    expect(await textsOf(admin, 'recado', { since })).toEqual(['recado 24', 'recado 23', 'recado 22']);
    expect(await textsOf(admin, 'recado', { since, until: new Date(clock).toISOString() })).toEqual([
      'recado 23',
      'recado 22',
    ]);
    await accept(ana, await ticketOf('14155551004'));
    expect(await textsOf(admin, 'recado', { assigneeId: ana.id })).toHaveLength(5);
    expect(await codeOf(hits(admin, 'recado', { cursor: 'rubbish' }))).toBe('validation_failed');
  });

  it('are found far down: rare ones by the index, common ones further on from page to page', async () => {
    await say('paralelepípedo da véspera', '14155550177');
    const { rows } = await app.database.owner.query<{ ticket_id: string; contact_id: string }>(
      'SELECT ticket_id, contact_id FROM messages WHERE company_id = $1',
      [shop.companyId],
    );
    // As many as are never looked at one by one at once.
    await app.database.owner.query(
      `INSERT INTO messages (company_id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text, sent_at)
       SELECT $1, $2, $3, $4, 'M' || n, 'inbound', 'text', CASE WHEN n % 100 = 0 THEN 'pedra cantaria' ELSE 'pedra' END,
              now() + make_interval(secs => n) FROM generate_series(1, 22000) AS n`,
      [shop.companyId, rows[0]?.ticket_id, rows[0]?.contact_id, shop.connectionId],
    );
    expect(await textsOf(admin, 'paralelepipedo')).toEqual(['paralelepípedo da véspera']);
    expect(await textsOf(admin, 'vespera para')).toHaveLength(1);
    expect(await textsOf(admin, 'cantaria', { limit: 100 })).toHaveLength(100);
    expect(await hits(admin, 'привет')).toEqual({ items: [], nextCursor: null });
    // No letters that the index knows: looked for one by one, so far at once.
    const first = await hits(admin, '$%');
    expect(first).toMatchObject({ items: [], nextCursor: expect.any(String) });
    expect(await hits(admin, '$%', { cursor: first.nextCursor })).toEqual({ items: [], nextCursor: null });
  });

  it('are looked up by any part of their words, however long they are', async () => {
    const letter = fc.constantFrom(...Array.from("aábcç ABC12 .-_^'&|!:*\\привет中文👍🏽\n"));
    const text = fc.array(letter, { minLength: 1, maxLength: 40 });
    const places = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 14 })), {
      minLength: 1,
      maxLength: 3,
    });
    const tried = fc.sample(fc.tuple(text, places), { numRuns: 500, seed: 4 }).map(([letters, parts]) => {
      const at = (place: number) => place % letters.length;
      const wanted = parts.map(([place, length]) => letters.slice(at(place), at(place) + length).join(''));
      return { whole: letters.join(''), terms: termsOf(`"${wanted.join('" "')}"`) };
    });
    const longest = { whole: `fim ${'中文字'.repeat(21_000)}`, terms: ['fim'] };
    const { rows } = await app.database.owner.query<{ missed: string }>(
      `SELECT searchable_text(whole, NULL) AS missed
         FROM unnest($1::text[], $2::text[]) AS tried (whole, terms), LATERAL (SELECT terms::text[] AS all_of) t
        WHERE searchable_text(whole, NULL) LIKE ALL (ARRAY(SELECT search_pattern(term) FROM unnest(all_of) AS term))
          AND NOT text_pieces(searchable_text(whole, NULL)) @@ pieces_query(all_of)`,
      [
        [...tried, longest].map(({ whole }) => whole),
        [...tried, longest].map(({ terms }) => `{${terms.map((term) => JSON.stringify(term)).join(',')}}`),
      ],
    );
    expect(rows).toEqual([]);
    expect(tried.filter(({ terms }) => terms.length > 0).length).toBeGreaterThan(400);
  });
});

describe('pitfall 20: inside a company', () => {
  it('an agent finds what is said in waiting tickets and their own, an admin all', async () => {
    await say('segredo da Ana', '14155550101', 'Cliente da Ana');
    await say('segredo que espera', '14155550102', 'Cliente que espera');
    await accept(ana, await ticketOf('14155550101'));
    expect(await textsOf(admin, 'segredo')).toHaveLength(2);
    expect(await textsOf(ana, 'segredo')).toHaveLength(2);
    expect(await textsOf(bia, 'segredo')).toEqual(['segredo que espera']);
    expect(await textsOf(bia, 'segredo', { assigneeId: ana.id })).toEqual([]);
    const found = await everything(bia, 'cliente');
    expect(found.contacts.map(({ contact }) => contact.name)).toEqual(['Cliente que espera']);
    await say('segredo depois', '14155550101');
    const page = await hits(bia, 'segredo', { limit: 1 });
    expect(page.items.map(({ excerpt }) => excerpt)).toEqual(['segredo que espera']);
  });
});

describe('pitfall 16: another company', () => {
  it('is not searched, whatever is asked for', async () => {
    const message = await say('senha do cofre');
    const theirs = await app.makeCompany();
    const stranger = await app.makePerson(theirs, 'admin');
    const nothing = { contacts: [], tickets: [], messages: { items: [], nextCursor: null } };
    for (const text of ['senha', 'maria', '14155550100', message.channelMessageId]) {
      expect(await everything(stranger, text)).toEqual(nothing);
    }
    expect(await textsOf(stranger, 'senha', { connectionId: shop.connectionId })).toEqual([]);
    const ownCursor = (await hits(admin, 'senha', { limit: 1 })).nextCursor ?? undefined;
    expect(await textsOf(stranger, 'senha', { cursor: ownCursor })).toEqual([]);
  });
});

describe('pitfall 23: what is typed', () => {
  it('is taken as it is', async () => {
    await say(`100% de desconto_ 'hoje' "já" c:\\temp`);
    for (const text of ['100%', 'desconto_', `'hoje'`, 'c:\\temp', '%']) {
      expect(await textsOf(admin, text), text).toHaveLength(1);
    }
    for (const text of ['1__%', 'd%o', `'; DROP TABLE messages; --`, '\\', '_1']) {
      expect(await textsOf(admin, text), text).toHaveLength(text === '\\' ? 1 : 0);
    }
  });

  it('may be long, and is refused when it is absurd', async () => {
    expect(await textsOf(admin, 'a '.repeat(maxSearchLength / 2))).toEqual([]);
    const started = performance.now();
    expect(await codeOf(hits(admin, 'a'.repeat(4_000)))).toBe('validation_failed');
    const headers = { authorization: `Bearer ${admin.token}` };
    const answer = await fetch(`${app.url}/api/search?text=${'a'.repeat(100_000)}`, { headers });
    expect(answer.status).toBe(431);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('a search', () => {
  it('finds the same as looking at each message', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'ação',
        'Acao',
        'R$ 5',
        '100%',
        'a_b',
        'São',
        'são paulo',
        '👍🏽',
        'привет',
        `d'Ávila`,
        'x\\y',
        'ß',
        'ñandú',
        'II',
        'e\u0301',
      ),
      fc.string({ minLength: 1, maxLength: 6 }),
    );
    const texts = fc
      .sample(fc.array(word, { minLength: 1, maxLength: 5 }), { numRuns: 120, seed: 8 })
      .map((words) => words.join(' '))
      .filter((text) => text.trim() !== '' && !text.includes('\0'));
    for (const [index, text] of texts.entries()) await say(text, `1415555${1000 + (index % 7)}`);
    const { rows } = await app.database.owner.query<{ text: string }>(
      'SELECT text FROM messages WHERE company_id = $1 ORDER BY sent_at DESC',
      [shop.companyId],
    );
    const fold = (text: string) =>
      text
        .normalize('NFD')
        .toLowerCase()
        .replace(/[\u0300-\u036f]/g, '')
        .replace(/[\n\r\t]/g, ' ');
    const holds = (text: string, term: string) => {
      const folded = fold(term);
      return ` ${fold(text)}`.includes(/^[a-z0-9]{1,2}$/.test(folded) ? ` ${folded}` : folded);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 3 }), async (words) => {
        const wanted = words.join(' ').replaceAll('\0', '').trim();
        fc.pre(wanted !== '' && termsOf(wanted).length > 0);
        const expected = rows.filter(({ text }) => termsOf(wanted).every((term) => holds(text, term)));
        const found = await hits(admin, wanted, { limit: 100 });
        expect(found.items).toHaveLength(Math.min(100, expected.length));
      }),
      { numRuns: 120, seed: 9 },
    );
  });

  it('answers people, tickets by number and messages at once', async () => {
    await say('falei com a joana', '14155550101', 'Rui');
    await say('bom dia', '14155550102', 'Joana');
    const found = await everything(admin, 'JOANA');
    expect(found.contacts.map(({ contact, ticket }) => [contact.name, ticket.contact.name])).toEqual([
      ['Joana', 'Joana'],
    ]);
    expect(found.messages.items.map(({ excerpt }) => excerpt)).toEqual(['falei com a joana']);
    expect(found.tickets).toEqual([]);
    const numbered = await everything(admin, '#2');
    expect(numbered.tickets.map(({ number }) => number)).toEqual([2]);
    expect(numbered.contacts).toEqual([]);
  });

  it('is two round trips for people, one of them when nobody is called so, and one for messages', async () => {
    await say('bom dia');
    // Who they are is known from now on.
    for (const person of [ana, admin]) await hits(person, 'bom');
    for (const person of [ana, admin]) {
      expect(await statementsOf(person, () => everything(person, '1415555'))).toHaveLength(3);
      expect(await statementsOf(person, () => everything(person, 'bom'))).toHaveLength(2);
    }
    expect(await statementsOf(admin, () => hits(admin, 'bom'))).toHaveLength(1);
  });

  it('follows a message to the ticket that two became', async () => {
    await say('recado', '14155550101');
    const [hit] = (await hits(admin, 'recado')).items;
    const page = await admin.api.call(messageEndpoints.listMessages, {
      params: { ticketId: hit?.ticket.id ?? '' },
      query: {},
    });
    expect(page.items.map(({ id }) => id)).toContain(hit?.id);
    await say('outro', '14155550102');
    const other = await ticketOf('14155550102');
    await app.database.owner.query('UPDATE messages SET ticket_id = $1 WHERE id = $2', [other, hit?.id]);
    expect((await hits(admin, 'recado')).items[0]?.ticket.id).toBe(other);
  });
});
