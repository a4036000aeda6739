import './transfers.events.ts';
import type { Transfer, TransferOutcome } from '@ticketz/contract/transfers';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query } from '../../core/unit-of-work.ts';
import { keepForUndo, stateOf, type TicketState, writeEntries } from '../tickets/bulk/bulk-entries.ts';
import { getTicketFor, seesTicket, sightOf } from '../tickets/ticket.policy.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';
import { findDestination, movesOf } from './find-destination.ts';
import { writeTransferNote } from './transfer-note.ts';

/**
 * Gives a ticket away: to a colleague as theirs, to a queue to wait there, to another connection; with a note that says so
 * in the conversation. The giver may lose sight of it.
 */
export async function transferTicket(
  actor: Actor,
  ticketId: string,
  wanted: Transfer,
): Promise<TransferOutcome> {
  const row = await getTicketFor(actor, ticketId, 'change');
  if (row.status === 'closed' || row.in_tab) throw new AppError('ticket_not_open');
  const to = await findDestination(actor, row, wanted);
  const moves = movesOf(row, to);
  if (Object.keys(moves).length === 0) throw new AppError('already_there');
  const at = now();
  const entry = {
    id: row.id,
    before: stateOf(row),
    after: stateAfter(row, to, at),
    addedTags: [],
    removedTags: [],
  };
  const [ticket] = await writeEntries(actor, [entry]);
  const transferId = await keepForUndo(actor, [entry]);
  if (!ticket || !transferId) throw new Error('The ticket was not transferred');
  const noteId = await writeTransferNote(actor, ticket, wanted.note, moves);
  await query('UPDATE bulk_actions SET note_id = $2 WHERE id = $1', [transferId, noteId]);
  publish('ticket.transferred', {
    companyId: actor.companyId,
    ticket,
    before: sightOf(row),
    by: { id: actor.userId, name: actor.name },
    note: wanted.note,
    moves,
    at,
  });
  return { transferId, ticket: (await seesTicket(actor, ticketId)) ? ticket : null };
}

type Destination = Awaited<ReturnType<typeof findDestination>>;

function stateAfter(row: TicketRow, to: Destination, at: Date): TicketState {
  const place = {
    queueId: to.queue?.id ?? null,
    connectionId: to.connection.id,
    replyAddress: to.replyAddress,
  };
  const before = { ...stateOf(row), ...place };
  const sameHands = row.status === to.status && row.assignee_id === (to.assignee?.id ?? null);
  if (sameHands) return before;
  const acceptedAt = to.status === 'open' ? at.toISOString() : null;
  const awake = { snoozedAt: null, snoozedUntil: null };
  return { ...before, ...awake, status: to.status, assigneeId: to.assignee?.id ?? null, acceptedAt };
}
