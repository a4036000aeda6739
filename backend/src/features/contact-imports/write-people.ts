import type { ImportSettings } from '@ticketz/contract/contact-imports';
import type { Tag } from '@ticketz/contract/tags';
import { publish } from '../../core/events.ts';
import { query } from '../../core/unit-of-work.ts';
import '../tags/tags.events.ts';
import { v7 as uuidv7 } from 'uuid';
import { phoneVariants } from '../contacts/phone-variants.ts';
import type { Wanted } from './examine-row.ts';

/** Tags that the file names and nobody has made get this one. */
const newTagColor = 'gray';

interface Writing {
  companyId: string;
  userId: string;
  settings: ImportSettings;
}

/** Makes contacts of people whom nobody knows. Answers who of them was met on a channel in this very moment. */
export async function createPeople(people: Wanted[], writing: Writing): Promise<Wanted[]> {
  if (people.length === 0) return [];
  const made = people.map((person) => ({ ...person, id: uuidv7() }));
  await query(
    `INSERT INTO contacts (id, given_name, email, language, notes, fields)
     SELECT id, name, email, language, coalesce(notes, ''), fields
       FROM jsonb_to_recordset($1::jsonb)
         AS r (id uuid, name text, email text, language text, notes text, fields jsonb)`,
    [JSON.stringify(made)],
  );
  // In one order with everybody else who adds some, so that nobody waits for each other.
  const sorted = made.toSorted((one, other) => (one.phone < other.phone ? -1 : 1));
  const taken = await query<{ contact_id: string }>(
    `INSERT INTO contact_identities (contact_id, kind, value)
     SELECT id, 'phone', phone FROM unnest($1::uuid[], $2::text[]) AS given (id, phone)
     ON CONFLICT DO NOTHING RETURNING contact_id`,
    [sorted.map(({ id }) => id), sorted.map(({ phone }) => phone)],
  );
  const ids = new Set(taken.map(({ contact_id }) => contact_id));
  const late = made.filter(({ id }) => !ids.has(id));
  if (late.length > 0) await query('DELETE FROM contacts WHERE id = ANY ($1)', [late.map(({ id }) => id)]);
  const done = made.filter(({ id }) => ids.has(id));
  await addHiddenIds(done);
  await writeForAll(done, writing);
  return late;
}

/** What the channel has told of the hidden ids of these numbers. */
async function addHiddenIds(people: { id: string; phone: string }[]): Promise<void> {
  const forms = people.flatMap(({ id, phone }) => phoneVariants(phone).map((form) => ({ id, form })));
  await query(
    `INSERT INTO contact_identities (contact_id, kind, value)
     SELECT DISTINCT ON (given.id) given.id, 'lid', l.lid FROM unnest($1::uuid[], $2::text[]) AS given (id, form)
       JOIN contact_links l ON l.phone = given.form ORDER BY given.id, l.told_at DESC
     ON CONFLICT DO NOTHING`,
    [forms.map(({ id }) => id), forms.map(({ form }) => form)],
  );
}

/** Adds to people who are contacts already what the file says of them; what it doesn't say stays. */
export async function updatePeople(people: (Wanted & { id: string })[], writing: Writing): Promise<void> {
  if (people.length === 0) return;
  await query(
    `UPDATE contacts c SET
            given_name = ${kept('given_name', 'name')},
            email = ${kept('email')},
            language = ${kept('language')},
            notes = CASE WHEN r.notes IS NOT NULL AND ($2 OR c.notes = '') THEN r.notes ELSE c.notes END,
            fields = CASE WHEN $2 THEN c.fields || r.fields ELSE r.fields || c.fields END
       FROM jsonb_to_recordset($1::jsonb)
         AS r (id uuid, name text, email text, language text, notes text, fields jsonb)
      WHERE c.id = r.id`,
    [JSON.stringify(people), writing.settings.known === 'overwrite'],
  );
  // Who was known by the hidden id alone has a number now.
  await query(
    `INSERT INTO contact_identities (contact_id, kind, value)
     SELECT id, 'phone', phone FROM unnest($1::uuid[], $2::text[]) AS given (id, phone)
      WHERE NOT EXISTS (SELECT 1 FROM contact_identities i WHERE i.contact_id = given.id AND i.kind = 'phone')
      ORDER BY phone ON CONFLICT DO NOTHING`,
    [people.map(({ id }) => id), people.map(({ phone }) => phone)],
  );
  await writeForAll(people, writing);
}

function kept(column: string, given = column): string {
  return `CASE WHEN $2 THEN coalesce(r.${given}, c.${column}) ELSE coalesce(c.${column}, r.${given}) END`;
}

/** Tags, of each and of all, and consent. A tag that was deleted meanwhile is left out. */
async function writeForAll(people: (Wanted & { id: string })[], writing: Writing): Promise<void> {
  const { settings, userId } = writing;
  const ids = people.map(({ id }) => id);
  const named = await tagsByName([...new Set(people.flatMap(({ tags }) => tags))], writing.companyId);
  const pairs = people.flatMap(({ id, tags }) =>
    [...new Set([...settings.tagIds, ...tags.flatMap((tag) => named.get(tag) ?? [])])].map((tagId) => ({
      id,
      tagId,
    })),
  );
  await query(
    `INSERT INTO contact_tags (contact_id, tag_id)
     SELECT given.id, t.id FROM unnest($1::uuid[], $2::uuid[]) AS given (id, tag_id) JOIN tags t ON t.id = given.tag_id
     ON CONFLICT DO NOTHING`,
    [pairs.map(({ id }) => id), pairs.map(({ tagId }) => tagId)],
  );
  const { consent } = settings;
  if (!consent) return;
  await query(
    'INSERT INTO contact_consents (contact_id, state, how, user_id) SELECT unnest($1::uuid[]), $2, $3, $4',
    [ids, consent.state, consent.how, userId],
  );
}

/** The ids of tags by the names that the file has; those that nobody has made are made. */
async function tagsByName(names: string[], companyId: string): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const made = await query<Tag>(
    `INSERT INTO tags (name, color) SELECT DISTINCT ON (fold_text(name)) name, $2 FROM unnest($1::text[]) AS given (name)
      ORDER BY fold_text(name) ON CONFLICT DO NOTHING RETURNING id, name, color`,
    [names, newTagColor],
  );
  for (const tag of made) publish('tag.changed', { companyId, tag });
  const rows = await query<{ name: string; id: string }>(
    `SELECT given.name, t.id FROM unnest($1::text[]) AS given (name) JOIN tags t ON t.folded_name = fold_text(given.name)`,
    [names],
  );
  return new Map(rows.map(({ name, id }) => [name, id]));
}
