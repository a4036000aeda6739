import type { BulkChange, BulkOutcome } from '@ticketz/contract/bulk-actions';
import { roleIncludes } from '@ticketz/contract/endpoint';
import type { ErrorCode } from '@ticketz/contract/errors';
import { now } from '../../../core/clock.ts';
import { AppError, notFound } from '../../../core/errors.ts';
import type { Actor } from '../../../core/http/route.ts';
import { queryOne } from '../../../core/unit-of-work.ts';
import { mustBeTags } from '../../tags/tags.ts';
import { getTicketsToChange, isOthers, type OwnedTicket } from '../ticket.policy.ts';
import { type BulkEntry, keepForUndo, type Refusal, stateOf, writeEntries } from './bulk-entries.ts';

/**
 * Does one thing to many tickets. What can't be done to one of them is told of that one; the others are done, and can be
 * undone together.
 */
export async function changeTickets(actor: Actor, change: BulkChange): Promise<BulkOutcome> {
  await mustBeAllowed(actor, change);
  const ids = [...new Set(change.ticketIds)];
  const rows = await getTicketsToChange(actor, ids);
  if (rows.length === 0) throw notFound();
  const seen = new Set(rows.map(({ id }) => id));
  const refused: Refusal[] = ids
    .filter((ticketId) => !seen.has(ticketId))
    .map((ticketId) => ({ ticketId, code: 'not_found' }));
  const entries: BulkEntry[] = [];
  for (const row of rows) {
    const entry = entryOf(actor, row, change);
    if (typeof entry === 'string') refused.push({ ticketId: row.id, code: entry });
    else entries.push(entry);
  }
  const tickets = await writeEntries(actor, entries);
  return { bulkActionId: await keepForUndo(actor, entries), tickets, refused };
}

async function mustBeAllowed(actor: Actor, change: BulkChange): Promise<void> {
  if (change.kind === 'tag' || change.kind === 'untag') await mustBeTags(change.tagIds);
  if (change.kind === 'queue') await mustBeQueue(change.queueId);
  if (change.kind !== 'assign') return;
  const assignee = await queryOne('SELECT 1 FROM users WHERE id = $1 AND active', [change.assigneeId]);
  if (!assignee) throw notFound();
  if (change.assigneeId !== actor.userId && !roleIncludes(actor.role, 'supervisor'))
    throw new AppError('forbidden');
}

async function mustBeQueue(queueId: string): Promise<void> {
  if (!(await queryOne('SELECT 1 FROM queues WHERE id = $1', [queueId]))) throw notFound();
}

/** What becomes of one ticket, or why nothing does. */
function entryOf(actor: Actor, row: OwnedTicket, change: BulkChange): BulkEntry | ErrorCode {
  const before = stateOf(row);
  const same: BulkEntry = { id: row.id, before, after: before, addedTags: [], removedTags: [] };
  if (change.kind === 'tag') {
    return { ...same, addedTags: change.tagIds.filter((tagId) => !row.tag_ids.includes(tagId)) };
  }
  if (change.kind === 'untag') {
    return { ...same, removedTags: change.tagIds.filter((tagId) => row.tag_ids.includes(tagId)) };
  }
  if (row.status === 'closed' || row.in_tab) return 'ticket_not_open';
  if (
    change.kind === 'assign' &&
    change.assigneeId !== actor.userId &&
    row.viewer_ids?.includes(change.assigneeId) === false
  )
    return 'forbidden';
  const at = now().toISOString();
  const awake = { snoozedAt: null, snoozedUntil: null };
  if (change.kind === 'close') {
    if (isOthers(actor, row)) return 'ticket_not_yours';
    const assigneeId = before.assigneeId ?? actor.userId;
    return { ...same, after: { ...before, ...awake, status: 'closed', assigneeId, closedAt: at } };
  }
  if (change.kind === 'queue') {
    const waiting = {
      status: 'pending',
      assigneeId: null,
      acceptedAt: null,
      queueId: change.queueId,
    } as const;
    return { ...same, after: { ...before, ...awake, ...waiting } };
  }
  const acceptedAt = before.acceptedAt ?? at;
  const after = {
    ...before,
    status: 'open',
    assigneeId: change.assigneeId,
    acceptedAt,
    closedAt: null,
    ...awake,
  } as const;
  return { ...same, after };
}
