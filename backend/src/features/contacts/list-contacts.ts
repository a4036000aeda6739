import type { ContactRow } from '@ticketz/contract/contacts';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { visibleContacts } from './contact.policy.ts';
import { type NamedRow, presentContactSummary } from './contact.presenter.ts';
import { contactHasNumber, contactIsCalled, findContacts, searchTerms } from './find-contacts.ts';
import type { TicketRules } from './ticket-rules.ts';

interface ListedRow extends NamedRow {
  id: string;
  sort_name: string;
  email: string | null;
  blocked: boolean;
  tag_ids: string[];
  last_message_at: Date | null;
  created_at: Date;
}

interface ContactFilter {
  search?: string | undefined;
  tagId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** More than these aren't named one by one: each contact of the page is asked whether it fits. */
const mostFound = 1_000;

/** A page of the contacts that the actor sees, by name. */
export async function listContacts(
  actor: Actor,
  { search, tagId, cursor, limit }: ContactFilter,
  rules: TicketRules,
): Promise<{ items: ContactRow[]; nextCursor: string | null; total: number | null }> {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['NOT c.is_group', visibleContacts(actor, rules)];
  if (search) conditions.push(await fits(search, bind));
  if (tagId) {
    conditions.push(
      `EXISTS (SELECT 1 FROM contact_tags g WHERE g.contact_id = c.id AND g.tag_id = ${bind(tagId)})`,
    );
  }
  const after = cursor ? decode(cursor) : null;
  if (after) conditions.push(`(c.sort_name, c.id) > (${bind(after.name)}, ${bind(after.id)}::uuid)`);
  const rows = await query<ListedRow>(
    `SELECT c.*, (SELECT p.value FROM contact_identities p WHERE p.contact_id = c.id AND p.kind = 'phone'
              ORDER BY p.created_at LIMIT 1) AS phone,
            ARRAY(SELECT g.tag_id::text FROM contact_tags g WHERE g.contact_id = c.id) AS tag_ids,
            (SELECT max(t.last_message_at) FROM tickets t WHERE t.contact_id = c.id) AS last_message_at
       FROM (SELECT c.id, c.sort_name, c.given_name, c.push_name, c.email, c.blocked_at IS NOT NULL AS blocked, c.created_at
               FROM contacts c WHERE ${conditions.join(' AND ')}
              ORDER BY c.sort_name, c.id LIMIT ${bind(limit + 1)}) c
      ORDER BY c.sort_name, c.id`,
    values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    nextCursor: rows.length > limit && last ? encode(last.sort_name, last.id) : null,
    total: search || tagId || cursor ? null : await countAll(actor, rules),
  };
}

async function fits(search: string, bind: (value: unknown) => string): Promise<string> {
  const terms = searchTerms(search);
  const ids = await findContacts(terms, mostFound);
  const any = ids
    ? [`c.id = ANY (${bind(ids)}::uuid[])`]
    : [
        contactIsCalled('c.id', bind(terms.name)),
        ...(terms.digits === null ? [] : [contactHasNumber('c.id', bind(terms.digits))]),
      ];
  if (search.includes('@')) any.push(`strpos(c.email, lower(${bind(search)})) > 0`);
  return `(${any.join(' OR ')})`;
}

async function countAll(actor: Actor, rules: TicketRules): Promise<number> {
  const row = await queryOne<{ count: number }>(
    `SELECT count(*)::int AS count FROM contacts c WHERE NOT c.is_group AND ${visibleContacts(actor, rules)}`,
  );
  return row?.count ?? 0;
}

function present(row: ListedRow): ContactRow {
  return {
    ...presentContactSummary(row),
    email: row.email,
    blocked: row.blocked,
    tagIds: row.tag_ids,
    lastMessageAt: row.last_message_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

const place = z.tuple([z.string(), z.uuid()]);

function encode(name: string, id: string): string {
  return Buffer.from(JSON.stringify([name, id])).toString('base64url');
}

/** Throws `validation_failed` for a text that we didn't give out. */
function decode(cursor: string): { name: string; id: string } {
  try {
    const [name, id] = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (/\0|\p{Surrogate}/u.test(name)) throw new Error('A name that was never stored');
    return { name, id };
  } catch (error) {
    throw new AppError('validation_failed', {
      cause: error,
      issues: [{ path: 'cursor', code: 'invalid_format', message: 'not a cursor of this API' }],
    });
  }
}
