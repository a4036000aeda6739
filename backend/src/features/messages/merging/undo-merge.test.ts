import { contactMergeEndpoints } from '@ticketz/contract/contact-merges';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeOf, inboundText } from '../../../../test/harness/inbound.ts';
import { startTestApp, type TestApp, type TestPerson } from '../../../../test/harness/test-app.ts';
import { linkIdentities } from '../merge-contacts.ts';
import { receiveMessage } from '../receive-message.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const people = {
  maria: { phone: '5511987654321', lid: null },
  zoe: { phone: null, lid: '777' },
} as const;
type Name = keyof typeof people;

interface World {
  companyId: string;
  connections: string[];
  admin: TestPerson;
  agent: TestPerson;
}

/** Something that happens to one of the two people. */
type Happening =
  | { what: 'writes'; who: Name; connection: number; id: number; second: number }
  | { what: 'is answered on the phone'; who: Name; connection: number; id: number; second: number }
  | { what: 'reacts'; who: Name; connection: number; id: number }
  | { what: 'is accepted' | 'is closed'; who: Name; connection: number }
  | { what: 'gets a note'; who: Name; text: string };

const who = fc.constantFrom<Name>('maria', 'zoe');
const connection = fc.nat({ max: 1 });
const writes = fc.record({
  what: fc.constantFrom('writes', 'writes', 'is answered on the phone' as const),
  who,
  connection,
  // So few that both have some of the same: WhatsApp delivered it once under each identity.
  id: fc.nat({ max: 30 }),
  second: fc.nat({ max: 3_000 }),
});
const happenings = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: writes },
    {
      weight: 1,
      arbitrary: fc.record({ what: fc.constant('reacts'), who, connection, id: fc.nat({ max: 30 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ what: fc.constantFrom('is accepted', 'is closed' as const), who, connection }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ what: fc.constant('gets a note'), who, text: fc.constantFrom('a', 'b', 'c') }),
    },
  ),
  { minLength: 3, maxLength: 14 },
) as fc.Arbitrary<Happening[]>;

async function makeWorld(): Promise<World> {
  const companyId = await app.makeCompany();
  return {
    companyId,
    connections: [await app.makeConnection(companyId, 'One'), await app.makeConnection(companyId, 'Two')],
    admin: await app.makePerson(companyId, 'admin'),
    agent: await app.makePerson(companyId, 'agent'),
  };
}

function messageOf(
  world: World,
  { who: name, connection: index, id, second }: Extract<Happening, { second: number }>,
) {
  const { phone, lid } = people[name];
  return inboundText({
    companyId: world.companyId,
    connectionId: world.connections[index] ?? '',
    channelMessageId: `M${id}`,
    text: `${name} ${id}`,
    sentAt: new Date(Date.UTC(2026, 10, 21, 10, 0, second)),
    person: { phone, lid, pushName: name },
    address: phone ? `${phone}@s.whatsapp.net` : `${lid}@lid`,
  });
}

async function happen(world: World, one: Happening): Promise<void> {
  const contactId = await contactOf(world, one.who);
  if ('second' in one) {
    const direction = one.what === 'writes' ? 'inbound' : 'outbound';
    return receiveMessage({ ...messageOf(world, one), direction });
  }
  if (one.what === 'reacts') {
    const to = messageOf(world, { ...one, what: 'writes', second: 0 });
    return receiveMessage(changeOf(to, { kind: 'reaction', emoji: '👍' }));
  }
  if (!contactId) return;
  if (one.what === 'gets a note') {
    const body = { notes: one.text, name: `Called ${one.text}` };
    await world.admin.api.call(contactEndpoints.updateContact, { params: { contactId }, body });
    return;
  }
  const { rows } = await app.database.owner.query<{ id: string; status: string }>(
    `SELECT id, status FROM tickets WHERE contact_id = $1 AND connection_id = $2 AND status <> 'closed'`,
    [contactId, world.connections[one.connection]],
  );
  const [ticket] = rows;
  if (!ticket) return;
  const params = { ticketId: ticket.id };
  if (one.what === 'is closed') await world.admin.api.call(ticketEndpoints.closeTicket, { params });
  else if (ticket.status === 'pending') await world.agent.api.call(ticketEndpoints.acceptTicket, { params });
}

async function contactOf({ companyId }: World, name: Name): Promise<string | null> {
  const { phone, lid } = people[name];
  const { rows } = await app.database.owner.query<{ contact_id: string }>(
    'SELECT contact_id FROM contact_identities WHERE company_id = $1 AND value = $2',
    [companyId, phone ?? lid],
  );
  return rows[0]?.contact_id ?? null;
}

/** All that the company has of people, tickets and messages, but for how often it changed. */
async function everything({ companyId }: World): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  const tables = [
    'contacts',
    'contact_identities',
    'tickets',
    'messages',
    'message_reactions',
    'message_edits',
    'contact_tags',
    'ticket_tags',
    'contact_consents',
    'drafts',
  ];
  for (const table of tables) {
    const { rows } = await app.database.owner.query<{ row: unknown }>(
      `SELECT to_jsonb(t) - 'version' AS row FROM ${table} t WHERE company_id = $1 ORDER BY (to_jsonb(t) - 'version')::text`,
      [companyId],
    );
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}

async function bothContacts(world: World): Promise<{ keepId: string; goneId: string }> {
  for (const name of ['maria', 'zoe'] as const) {
    if (await contactOf(world, name)) continue;
    await happen(world, { what: 'writes', who: name, connection: 0, id: 99, second: 0 });
  }
  const [keepId, goneId] = [await contactOf(world, 'maria'), await contactOf(world, 'zoe')];
  return { keepId: keepId ?? '', goneId: goneId ?? '' };
}

const merge = ({ admin }: World, keepId: string, duplicateId: string) =>
  admin.api.call(contactMergeEndpoints.mergeContacts, {
    params: { contactId: keepId },
    body: { duplicateId, take: ['name'] },
  });
const undo = ({ admin }: World, mergeId: string) =>
  admin.api.call(contactMergeEndpoints.undoMerge, { params: { mergeId } });

it('a merge that is undone leaves everything as it was', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, fc.boolean(), async (some, turned) => {
      const world = await makeWorld();
      for (const one of some) await happen(world, one);
      const { keepId, goneId } = await bothContacts(world);
      const before = await everything(world);
      const done = await (turned ? merge(world, goneId, keepId) : merge(world, keepId, goneId));
      expect(await contactOf(world, 'maria')).toBe(await contactOf(world, 'zoe'));
      await undo(world, done.id);
      expect(await everything(world)).toEqual(before);
    }),
    { numRuns: 8 },
  );
}, 120_000);

it('what comes in between goes to whom it came from', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, happenings, async (some, more) => {
      const world = await makeWorld();
      for (const one of some) await happen(world, one);
      const { keepId, goneId } = await bothContacts(world);
      const done = await merge(world, keepId, goneId);
      for (const one of more) await happen(world, one);
      await undo(world, done.id);
      const { rows } = await app.database.owner.query<{
        name: Name;
        address: string;
        same: boolean;
        contact_id: string;
      }>(
        `SELECT split_part(m.text, ' ', 1) AS name, m.address, m.contact_id, t.contact_id = m.contact_id AS same
           FROM messages m JOIN tickets t ON t.id = m.ticket_id WHERE m.company_id = $1`,
        [world.companyId],
      );
      for (const row of rows) {
        expect(row).toMatchObject({ same: true, contact_id: row.name === 'maria' ? keepId : goneId });
      }
      const newest = await app.database.owner.query(
        `SELECT t.id FROM tickets t WHERE company_id = $1 AND last_message_id IS DISTINCT FROM
           (SELECT m.id FROM messages m WHERE m.ticket_id = t.id ORDER BY sent_at DESC, id DESC LIMIT 1)
            AND last_message_at <> (SELECT max(sent_at) FROM messages m WHERE m.ticket_id = t.id)`,
        [world.companyId],
      );
      expect(newest.rows).toEqual([]);
    }),
    { numRuns: 8 },
  );
}, 120_000);

it('can not be undone when WhatsApp itself has found both to be one', async () => {
  const world = await makeWorld();
  const { keepId, goneId } = await bothContacts(world);
  const done = await merge(world, keepId, goneId);
  expect(done.undoable).toBe(true);
  await linkIdentities(world.companyId, { phone: people.maria.phone, lid: people.zoe.lid, pushName: null });
  await expect(undo(world, done.id)).rejects.toMatchObject({ code: 'merge_settled' });
});
