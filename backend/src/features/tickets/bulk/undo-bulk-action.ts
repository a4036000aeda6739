import type { BulkOutcome } from '@ticketz/contract/bulk-actions';
import type { ErrorCode } from '@ticketz/contract/errors';
import { notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { getTicketsToChange } from '../ticket.policy.ts';
import type { TicketRow } from '../ticket.presenter.ts';
import { type BulkEntry, type Refusal, stateOf, writeEntries } from './bulk-entries.ts';

/** Longer than the offer is on the screen; shorter than anybody has gone on working from there. */
const undoWithin = '10 minutes';

/** Makes the tickets what they were before. One that somebody has changed since, or that can't be so any more, stays. */
export async function undoBulkAction(actor: Actor, bulkActionId: string): Promise<BulkOutcome> {
  const action = await queryOne<{ tickets: BulkEntry[] }>(
    `UPDATE bulk_actions SET undone_at = now()
      WHERE id = $1 AND user_id = $2 AND undone_at IS NULL AND done_at > now() - interval '${undoWithin}'
      RETURNING tickets`,
    [bulkActionId, actor.userId],
  );
  if (!action) throw notFound();
  const rows = await getTicketsToChange(
    actor,
    action.tickets.map(({ id }) => id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const closed = rows.filter(({ status }) => status === 'closed');
  const obstacles = await findObstacles(closed);
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
  return before.status !== after.status || before.assigneeId !== after.assigneeId;
}

/** Tags come and go beside other changes; who works on a ticket goes back only where nobody has changed it since. */
function inverseOf(done: BulkEntry, row: TicketRow): BulkEntry {
  const before = stateOf(row);
  const after = changesState(done) ? done.before : before;
  return { id: done.id, before, after, addedTags: done.removedTags, removedTags: done.addedTags };
}

function problemOf(done: BulkEntry, row: TicketRow, obstacles: Map<string, ErrorCode>): ErrorCode | null {
  if (!changesState(done)) return null;
  if (row.status !== done.after.status || row.assignee_id !== done.after.assigneeId) {
    return done.after.status === 'closed' ? 'ticket_not_closed' : 'ticket_taken';
  }
  return obstacles.get(row.id) ?? null;
}

/** Why closed tickets can't be active again: their person has another one by now, or is blocked. */
async function findObstacles(closed: TicketRow[]): Promise<Map<string, ErrorCode>> {
  if (closed.length === 0) return new Map();
  // The contacts' rows are the lock that new tickets of these people take too.
  await query('SELECT 1 FROM contacts WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [
    [...new Set(closed.map(({ contact_id }) => contact_id))],
  ]);
  const found = await query<{ id: string; blocked: boolean }>(
    `SELECT t.id, c.blocked_at IS NOT NULL AS blocked FROM tickets t JOIN contacts c ON c.id = t.contact_id
      WHERE t.id = ANY ($1) AND (c.blocked_at IS NOT NULL OR EXISTS (SELECT FROM tickets o
        WHERE o.contact_id = t.contact_id AND o.connection_id = t.connection_id AND o.status <> 'closed'))`,
    [closed.map(({ id }) => id)],
  );
  return new Map(
    found.map(({ id, blocked }) => [id, blocked ? 'contact_blocked' : 'contact_has_open_ticket']),
  );
}
