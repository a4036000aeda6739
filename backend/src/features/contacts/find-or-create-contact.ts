import { query, queryOne } from '../../core/unit-of-work.ts';
import type { NamedRow } from './contact.presenter.ts';
import { phoneVariants } from './phone-variants.ts';

/** Who somebody is on a channel, or which group. At least one of `phone`, `lid` and `group` is set. */
export interface Person {
  phone: string | null;
  lid: string | null;
  group?: string | null;
  pushName: string | null;
}

/** A contact as the conversation needs it. */
export interface KnownContact extends NamedRow {
  id: string;
}

interface IdentityRow extends KnownContact {
  kind: 'phone' | 'lid' | 'group';
  value: string;
  /** Whom the channel takes it for, where that is another than the contact: see `undo-merge.ts`. */
  person_id: string | null;
}

/** One person was known as two: `duplicates` are to be merged into `contact`. */
export interface FoundContact {
  contact: KnownContact;
  created: boolean;
  duplicates: string[];
}

/**
 * The contact of a person, made when nobody knows them yet. A new identity of a known person is added; a new push
 * name is kept. One round trip for somebody known, whose name hasn't changed.
 */
export async function findOrCreateContact(told: Person): Promise<FoundContact> {
  const rows = await findIdentities([told]);
  const half =
    !told.group && (!rows.some(({ kind }) => kind === 'phone') || !rows.some(({ kind }) => kind === 'lid'));
  const person = half ? await withLinkedIdentity(told) : told;
  if (person !== told) return findOrCreateLinked(person);
  const oldest = rows[0];
  if (!oldest) return createContact(person);
  return takeKnown(oldest, rows, person);
}

async function findOrCreateLinked(person: Person): Promise<FoundContact> {
  const rows = await findIdentities([person]);
  const oldest = rows[0];
  return oldest ? takeKnown(oldest, rows, person) : createContact(person);
}

async function takeKnown(oldest: IdentityRow, rows: IdentityRow[], person: Person): Promise<FoundContact> {
  await addMissingIdentities(oldest, person, rows);
  await uniteIdentities(oldest, rows);
  if (person.pushName && person.pushName !== oldest.push_name) {
    await query('UPDATE contacts SET push_name = $2 WHERE id = $1', [oldest.id, person.pushName]);
  }
  const contact: KnownContact = {
    id: oldest.id,
    given_name: oldest.given_name,
    push_name: person.pushName ?? oldest.push_name,
    phone: oldest.phone ?? person.phone,
  };
  const duplicates = [...new Set(rows.map((row) => row.id))].filter((id) => id !== contact.id);
  return { contact, created: false, duplicates };
}

/**
 * Who of these people is known just as they are told now, in one round trip. Null for the others: somebody new, a new
 * name, another identity, or one person known as two.
 */
export async function findKnownContacts(people: Person[]): Promise<(KnownContact | null)[]> {
  const rows = await findIdentities(people);
  return people.map((person) => {
    const own = rows.filter((row) => belongsTo(row, person));
    const [contact] = own;
    if (!contact || own.some((row) => row.id !== contact.id || row.person_id !== contact.person_id))
      return null;
    if (identitiesOf(person).some(({ kind }) => !own.some((row) => row.kind === kind))) return null;
    return person.pushName && person.pushName !== contact.push_name ? null : contact;
  });
}

function belongsTo({ kind, value }: IdentityRow, { phone, lid, group }: Person): boolean {
  if (kind === 'group') return value === group;
  if (kind === 'lid') return value === lid;
  return phone !== null && phoneVariants(phone).includes(value);
}

/** Identities that are known, those of the oldest contact first, and of these its own before those of a merge by hand. */
async function findIdentities(people: Person[]): Promise<IdentityRow[]> {
  return query<IdentityRow>(
    `SELECT i.kind, i.value, i.person_id, c.id, c.given_name, c.push_name,
            (SELECT p.value FROM contact_identities p WHERE p.contact_id = c.id AND p.kind = 'phone'
              ORDER BY p.created_at LIMIT 1) AS phone
       FROM contact_identities i JOIN contacts c ON c.id = i.contact_id
      WHERE (i.kind = 'phone' AND i.value = ANY ($1)) OR (i.kind = 'lid' AND i.value = ANY ($2))
         OR (i.kind = 'group' AND i.value = ANY ($3))
      ORDER BY c.id, i.person_id NULLS FIRST, i.kind`,
    [
      people.flatMap(({ phone }) => (phone ? phoneVariants(phone) : [])),
      people.flatMap(({ lid }) => (lid ? [lid] : [])),
      people.flatMap(({ group }) => (group ? [group] : [])),
    ],
    'find-identities',
  );
}

async function createContact(person: Person): Promise<FoundContact> {
  const contact = await queryOne<{ id: string }>(
    'INSERT INTO contacts (push_name, is_group) VALUES ($1, $2) RETURNING id',
    [person.pushName, Boolean(person.group)],
  );
  if (!contact) throw new Error('The contact was not inserted');
  const identities = identitiesOf(person);
  const added = await insertIdentities({ id: contact.id, person_id: null }, identities);
  if (added < identities.length) {
    // Another connection has met the same person at the same moment, and was first.
    await query('DELETE FROM contacts WHERE id = $1', [contact.id]);
    return findOrCreateContact(person);
  }
  return {
    contact: { id: contact.id, given_name: null, push_name: person.pushName, phone: person.phone },
    created: true,
    duplicates: [],
  };
}

/** What the channel has told of the other identity of somebody of whom it now says only one. */
async function withLinkedIdentity(person: Person): Promise<Person> {
  if (person.group || (person.phone && person.lid)) return person;
  const linked = await queryOne<{ phone: string; lid: string }>(
    'SELECT phone, lid FROM contact_links WHERE lid = $1 OR phone = ANY ($2) ORDER BY told_at DESC LIMIT 1',
    [person.lid, person.phone ? phoneVariants(person.phone) : []],
    'linked-identity',
  );
  if (!linked) return person;
  return { ...person, phone: person.phone ?? linked.phone, lid: person.lid ?? linked.lid };
}

/** Keeps for later that two identities are one person, when nobody is known by either. */
export async function keepLink({ phone, lid }: Person): Promise<void> {
  if (!phone || !lid) return;
  await query(
    `INSERT INTO contact_links (lid, phone) VALUES ($1, $2)
     ON CONFLICT (company_id, lid) DO UPDATE SET phone = excluded.phone, told_at = now()`,
    [lid, phone],
  );
}

/** Who of these is known, by any form of the number. */
export async function isAnyoneKnown(person: Person): Promise<boolean> {
  return (await findIdentities([person])).length > 0;
}

async function addMissingIdentities(
  contact: Pick<IdentityRow, 'id' | 'person_id'>,
  person: Person,
  known: IdentityRow[],
): Promise<void> {
  const missing = identitiesOf(person).filter(({ kind }) => !known.some((row) => row.kind === kind));
  if (missing.length > 0) await insertIdentities(contact, missing);
}

/** The channel takes identities of one contact for one person that came from a merge by hand: they stay together. */
async function uniteIdentities(oldest: IdentityRow, rows: IdentityRow[]): Promise<void> {
  const apart = rows.filter((row) => row.id === oldest.id && row.person_id !== oldest.person_id);
  if (apart.length === 0) return;
  await query(
    `UPDATE contact_identities SET person_id = $2
      WHERE contact_id = $1 AND coalesce(person_id, contact_id) = ANY ($3)`,
    [oldest.id, oldest.person_id, apart.map(({ person_id }) => person_id ?? oldest.id)],
  );
}

function identitiesOf({ phone, lid, group }: Person): { kind: IdentityRow['kind']; value: string }[] {
  return [
    ...(group ? [{ kind: 'group' as const, value: group }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
    ...(lid ? [{ kind: 'lid' as const, value: lid }] : []),
  ];
}

async function insertIdentities(
  { id, person_id }: Pick<IdentityRow, 'id' | 'person_id'>,
  identities: { kind: string; value: string }[],
): Promise<number> {
  const rows = await query(
    `INSERT INTO contact_identities (contact_id, person_id, kind, value)
     SELECT $1, $2, kind, value FROM unnest($3::text[], $4::text[]) AS given (kind, value)
     ON CONFLICT DO NOTHING RETURNING kind`,
    [id, person_id, identities.map(({ kind }) => kind), identities.map(({ value }) => value)],
  );
  return rows.length;
}
