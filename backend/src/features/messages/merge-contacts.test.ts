import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inboundText } from '../../../test/harness/inbound.ts';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import { phoneVariants } from '../contacts/phone-variants.ts';
import { linkIdentities } from './merge-contacts.ts';
import { receiveMessage } from './receive-message.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const owner = <Row extends object>(sql: string, values: unknown[]) =>
  app.database.owner.query<Row>(sql, values).then(({ rows }) => rows);

/** Somebody with a Brazilian mobile number and a hidden id. */
interface Somebody {
  phone: string;
  lid: string;
}
type Told = { person: Somebody; tells: 'phone' | 'other form' | 'lid' | 'both' | 'mapping' };

const people: Somebody[] = Array.from({ length: 40 }, (_, index) => ({
  phone: `55119${String(81_000_000 + index * 7)}`,
  lid: String(90_000_000_000 + index),
}));
const otherForm = (phone: string) => phoneVariants(phone)[1] ?? phone;

async function tell(companyId: string, connectionId: string, { person, tells }: Told): Promise<void> {
  const { phone, lid } = person;
  if (tells === 'mapping') {
    await linkIdentities(companyId, { phone, lid, pushName: null });
    return;
  }
  const told = {
    phone: { phone, lid: null },
    'other form': { phone: otherForm(phone), lid: null },
    lid: { phone: null, lid },
    both: { phone: otherForm(phone), lid },
  }[tells];
  const address = told.phone ? `${told.phone}@s.whatsapp.net` : `${told.lid}@lid`;
  await receiveMessage(
    inboundText({ companyId, connectionId, address, person: { ...told, pushName: null } }),
  );
}

describe('pitfall 9: one person, one contact', () => {
  // Each person is told of by number and by hidden id, and at least once it's said that both are one.
  const events = fc
    .tuple(
      fc.array(
        fc.record({
          person: fc.constantFrom(...people),
          tells: fc.constantFrom('phone', 'other form', 'lid', 'both', 'mapping' as const),
        }),
        { minLength: 880, maxLength: 880 },
      ),
      fc.array(fc.constantFrom('both', 'mapping' as const), {
        minLength: people.length,
        maxLength: people.length,
      }),
    )
    .chain(([some, links]) => {
      const needed = people.flatMap((person, index): Told[] => [
        { person, tells: 'phone' },
        { person, tells: 'lid' },
        { person, tells: links[index] ?? 'both' },
      ]);
      const all = [...(some as Told[]), ...needed];
      return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
    });

  it('whatever order a thousand identities are told in', async () => {
    await fc.assert(
      fc.asyncProperty(events, async (told) => {
        expect(told).toHaveLength(1_000);
        const companyId = await app.makeCompany();
        const connectionId = await app.makeConnection(companyId);
        for (const one of told) await tell(companyId, connectionId, one);
        const contacts = await owner<{ values: string[] }>(
          `SELECT array_agg(CASE kind WHEN 'phone' THEN right(value, 8) ELSE value END ORDER BY kind) AS values
             FROM contact_identities WHERE company_id = $1 GROUP BY contact_id ORDER BY 1`,
          [companyId],
        );
        const expected = people.map(({ phone, lid }) => `${lid} ${phone.slice(-8)}`);
        expect(new Set(contacts.map(({ values }) => values.join(' ')))).toEqual(new Set(expected));
        expect(contacts).toHaveLength(people.length);
        const [left] = await owner(
          `SELECT (SELECT count(*)::int FROM contacts WHERE company_id = $1) AS contacts,
                  (SELECT count(*)::int FROM tickets WHERE company_id = $1) AS tickets,
                  (SELECT count(*)::int FROM messages WHERE company_id = $1) AS messages,
                  (SELECT sum(unread_count)::int FROM tickets WHERE company_id = $1) AS unread`,
          [companyId],
        );
        const messages = told.filter(({ tells }) => tells !== 'mapping').length;
        expect(left).toEqual({ contacts: people.length, tickets: people.length, messages, unread: messages });
      }),
      { numRuns: 1 },
    );
  }, 120_000);
});

describe('a merge that the channel asks for', () => {
  async function twoConversations() {
    const companyId = await app.makeCompany();
    const connectionId = await app.makeConnection(companyId);
    const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 10, 0, second));
    const byPhone = (second: number, channelMessageId = `P${second}`) =>
      inboundText({
        companyId,
        connectionId,
        channelMessageId,
        text: String(second),
        sentAt: at(second),
        person: { phone: '5511987654321', lid: null, pushName: null },
        address: '5511987654321@s.whatsapp.net',
      });
    const byLid = (second: number, channelMessageId = `L${second}`) =>
      inboundText({
        ...byPhone(second),
        channelMessageId,
        person: { phone: null, lid: '777', pushName: null },
        address: '777@lid',
      });
    const link = () => linkIdentities(companyId, { phone: '5511987654321', lid: '777', pushName: null });
    return { companyId, byPhone, byLid, link };
  }

  it('joins two open tickets in order, and answers go where the person was last heard from', async () => {
    const { companyId, byPhone, byLid, link } = await twoConversations();
    await receiveMessage(byPhone(1));
    await receiveMessage(byLid(2));
    await receiveMessage(byPhone(3));
    await receiveMessage(byLid(4));
    // The business wrote last, to the other address.
    await receiveMessage({ ...byPhone(5), direction: 'outbound' });
    await link();
    const tickets = await owner<{ reply_address: string; unread_count: number; texts: string[] }>(
      `SELECT reply_address, unread_count,
              ARRAY(SELECT text FROM messages m WHERE m.ticket_id = t.id ORDER BY sent_at, id) AS texts
         FROM tickets t WHERE company_id = $1`,
      [companyId],
    );
    expect(tickets).toEqual([
      { reply_address: '777@lid', unread_count: 4, texts: ['1', '2', '3', '4', '5'] },
    ]);
  });

  it('keeps what was done to a message that both had', async () => {
    const { companyId, byPhone, byLid, link } = await twoConversations();
    await receiveMessage(byPhone(1, 'SAME'));
    await receiveMessage(byLid(1, 'SAME'));
    const [copy] = await owner<{ id: string }>(
      `SELECT m.id FROM messages m JOIN contact_identities i ON i.contact_id = m.contact_id
        WHERE m.company_id = $1 AND i.kind = 'lid'`,
      [companyId],
    );
    const change = { company_id: companyId, message_id: copy?.id };
    await owner(
      `INSERT INTO message_reactions (company_id, message_id, side, emoji, reacted_at, change_id)
       VALUES ($1, $2, 'customer', '👍', now(), 'R1')`,
      Object.values(change),
    );
    await owner(
      `INSERT INTO message_edits (company_id, message_id, change_id, text, written_at)
       VALUES ($1, $2, 'E1', 'edited', now())`,
      Object.values(change),
    );
    await link();
    const left = await owner(
      `SELECT m.text, r.emoji, t.unread_count FROM messages m JOIN tickets t ON t.id = m.ticket_id
         LEFT JOIN message_reactions r ON r.message_id = m.id WHERE m.company_id = $1`,
      [companyId],
    );
    expect(left).toEqual([{ text: 'edited', emoji: '👍', unread_count: 2 }]);
  });
});
