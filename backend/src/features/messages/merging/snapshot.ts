import { query, queryOne } from '../../../core/unit-of-work.ts';
import type { Doubled } from './drop-doubled-messages.ts';
import type { TicketPair } from './join-tickets.ts';
import { childrenOf, type Row, readChildren } from './rows.ts';

export interface JoinedBefore {
  kept: Row;
  gone: Row;
  /** Messages of the ticket that goes. */
  messageIds: string[];
  keptChildren: Record<string, Row[]>;
  goneChildren: Record<string, Row[]>;
}

export interface DoubledBefore {
  stays: Row;
  goes: Row;
  staysChildren: Record<string, Row[]>;
  goesChildren: Record<string, Row[]>;
  /** Messages that answer the one that goes. */
  quotingIds: string[];
}

/** Two contacts as they were before they were merged: all that the merge changes. */
export interface MergeSnapshot {
  kept: Row;
  gone: Row;
  identities: { kind: 'phone' | 'lid'; value: string; person: string }[];
  keptChildren: Record<string, Row[]>;
  goneChildren: Record<string, Row[]>;
  ticketIds: string[];
  mergeIds: string[];
  joined: JoinedBefore[];
  doubled: DoubledBefore[];
  /** Afterwards: what has another value since then isn't touched when it is undone. */
  after?: { kept: Row; tickets: Row[]; messages: Row[] };
}

/** Takes down both contacts, which are locked with their tickets. */
export async function takeSnapshot(
  keepId: string,
  goneId: string,
  pairs: TicketPair[],
  doubled: Doubled[],
): Promise<MergeSnapshot> {
  const ofContacts = await childrenOf('contacts');
  const joined: JoinedBefore[] = [];
  const ofTickets = pairs.length > 0 ? await childrenOf('tickets') : [];
  for (const { keep_id, gone_id } of pairs) {
    joined.push({
      kept: await readRow('tickets', keep_id),
      gone: await readRow('tickets', gone_id),
      messageIds: await idsOf('SELECT id FROM messages WHERE ticket_id = $1', gone_id),
      keptChildren: await readChildren(ofTickets, keep_id),
      goneChildren: await readChildren(ofTickets, gone_id),
    });
  }
  const doubles: DoubledBefore[] = [];
  const ofMessages = doubled.length > 0 ? await childrenOf('messages') : [];
  for (const { stays, goes } of doubled) {
    doubles.push({
      stays: await readRow('messages', stays),
      goes: await readRow('messages', goes),
      staysChildren: await readChildren(ofMessages, stays),
      goesChildren: await readChildren(ofMessages, goes),
      quotingIds: await idsOf('SELECT id FROM messages WHERE quoted_id = $1', goes),
    });
  }
  return {
    kept: await readRow('contacts', keepId),
    gone: await readRow('contacts', goneId),
    identities: await query(
      'SELECT kind, value, coalesce(person_id, contact_id) AS person FROM contact_identities WHERE contact_id = $1',
      [goneId],
    ),
    keptChildren: await readChildren(ofContacts, keepId),
    goneChildren: await readChildren(ofContacts, goneId),
    ticketIds: await idsOf('SELECT id FROM tickets WHERE contact_id = $1', goneId),
    mergeIds: await idsOf('SELECT id FROM contact_merges WHERE kept_id = $1', goneId),
    joined,
    doubled: doubles,
  };
}

/** How the kept ones are right after the merge. */
export async function readAfter(keepId: string, { joined, doubled }: MergeSnapshot) {
  const tickets: Row[] = [];
  for (const { kept } of joined) tickets.push(await readRow('tickets', String(kept.id)));
  const messages: Row[] = [];
  for (const { stays } of doubled) messages.push(await readRow('messages', String(stays.id)));
  return { kept: await readRow('contacts', keepId), tickets, messages };
}

async function readRow(table: 'contacts' | 'tickets' | 'messages', id: string): Promise<Row> {
  const found = await queryOne<{ row: Row }>(`SELECT to_jsonb(r) AS row FROM ${table} r WHERE id = $1`, [id]);
  if (!found) throw new Error(`There is no such row in ${table}`);
  return found.row;
}

async function idsOf(sql: string, id: string): Promise<string[]> {
  return (await query<{ id: string }>(sql, [id])).map((row) => row.id);
}
