import type { BulkOutcome } from '@ticketz/contract/bulk-actions';
import type { ErrorCode } from '@ticketz/contract/errors';
import { notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { getTicketsToChange, lockTickets } from '../ticket.policy.ts';
import type { TicketRow } from '../ticket.presenter.ts';
import { type BulkEntry, type Refusal, stateOf, writeEntries } from './bulk-entries.ts';

/** Longer than the offer is on the screen; shorter than anybody has gone on working from there. */
const undoWithin = '10 minutes';

/**
 * Makes the tickets what they were before. One that somebody has changed since, or that can't be so any more, stays.
 * `seen` false: those too that this person doesn't see any more, because of what is undone.
 */
export async function undoBulkAction(
  actor: Actor,
  bulkActionId: string,
  { seen } = { seen: true },
): Promise<BulkOutcome> {
  const action = await queryOne<{ tickets: BulkEntry[] }>(
    `UPDATE bulk_actions SET undone_at = now()
      WHERE id = $1 AND user_id = $2 AND undone_at IS NULL AND done_at > now() - interval '${undoWithin}'
      RETURNING tickets`,
    [bulkActionId, actor.userId],
  );
  if (!action) throw notFound();
  const ids = action.tickets.map(({ id }) => id);
  const rows = seen ? await getTicketsToChange(actor, ids) : await lockTickets(ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const obstacles = await findObstacles(action.tickets.filter(changesState), byId);
  const refused: Refusal[] = [];
  const entries: BulkEntry[] = [];
  for (const done of action.tickets) {
    const row = byId.get(done.id);
    const problem = row ? problemOf(done, row, obstacles) : 'not_found';
    if (!row || problem) refused.push({ ticketId: done.id, code: problem ?? 'not_found' });
    else entries.push(inverseOf(done, row));
  }
  return { bulkActionId: null, tickets: await writeEntries(actor, entries), refused };
}

function changesState({ before, after }: BulkEntry): boolean {
  return stateNames.some((name) => before[name] !== after[name]);
}

const stateNames = ['status', 'assigneeId', 'queueId', 'connectionId'] as const;

/** Tags come and go beside other changes; who works on a ticket goes back only where nobody has changed it since. */
function inverseOf(done: BulkEntry, row: TicketRow): BulkEntry {
  const before = stateOf(row);
  const after = changesState(done) ? done.before : before;
  return { id: done.id, before, after, addedTags: done.removedTags, removedTags: done.addedTags };
}

function problemOf(done: BulkEntry, row: TicketRow, obstacles: Map<string, ErrorCode>): ErrorCode | null {
  if (!changesState(done)) return null;
  const state = stateOf(row);
  if (stateNames.some((name) => state[name] !== done.after[name])) {
    return done.after.status === 'closed' ? 'ticket_not_closed' : 'ticket_taken';
  }
  return obstacles.get(row.id) ?? null;
}

/** Why tickets can't be active again where they were: their person has another one there by now, or is blocked. */
async function findObstacles(
  done: BulkEntry[],
  rows: Map<string, TicketRow>,
): Promise<Map<string, ErrorCode>> {
  const returning = done.flatMap(({ id, before }) => {
    const row = rows.get(id);
    const moves = row && (row.status === 'closed' || row.connection_id !== before.connectionId);
    return moves ? [{ id, contact: row.contact_id, connection: before.connectionId }] : [];
  });
  if (returning.length === 0) return new Map();
  // The contacts' rows are the lock that new tickets of these people take too.
  await query('SELECT 1 FROM contacts WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [
    [...new Set(returning.map(({ contact }) => contact))],
  ]);
  const found = await query<{ id: string; blocked: boolean }>(
    `SELECT r.id, c.blocked_at IS NOT NULL AS blocked
       FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, contact uuid, connection uuid) JOIN contacts c ON c.id = r.contact
      WHERE c.blocked_at IS NOT NULL OR EXISTS (SELECT FROM tickets o
        WHERE o.contact_id = r.contact AND o.connection_id = r.connection AND o.status <> 'closed' AND o.id <> r.id)`,
    [JSON.stringify(returning)],
  );
  return new Map(
    found.map(({ id, blocked }) => [id, blocked ? 'contact_blocked' : 'contact_has_open_ticket']),
  );
}
