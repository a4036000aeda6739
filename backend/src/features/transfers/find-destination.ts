import type { MessageDetails } from '@ticketz/contract/message-details';
import type { Transfer } from '@ticketz/contract/transfers';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { replyAddressOn } from '../tickets/reply-address.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';

interface Named {
  id: string;
  name: string;
}

/** Where a ticket will be: what isn't to change, as it is. */
interface Destination {
  queue: Named | null;
  queueBefore: string | null;
  assignee: Named | null;
  status: 'pending' | 'open';
  connection: Named;
  replyAddress: string;
}

/** Looks up where a ticket is to go. Who isn't active, and what isn't the company's, isn't there. */
export async function findDestination(
  actor: Actor,
  row: TicketRow,
  { queueId, assigneeId, connectionId }: Transfer,
): Promise<Destination> {
  const names = await queryOne<{
    queue: string | null;
    queue_before: string | null;
    assignee: string | null;
    connection: string | null;
  }>(
    `SELECT (SELECT name FROM queues WHERE id = $1) AS queue, (SELECT name FROM queues WHERE id = $2) AS queue_before,
            (SELECT name FROM users WHERE id = $3 AND active) AS assignee,
            (SELECT name FROM connections WHERE id = $4 AND deleted_at IS NULL) AS connection`,
    [queueId ?? row.queue_id, row.queue_id, assigneeId ?? null, connectionId ?? row.connection_id],
  );
  const { queue = null, queue_before = null, assignee = null, connection = null } = names ?? {};
  if ((queueId && !queue) || (assigneeId && !assignee) || !connection) throw notFound();
  if (assigneeId) mustMaySee(actor, row, assigneeId);
  const place = queueId ?? row.queue_id;
  return {
    queue: place && queue ? { id: place, name: queue } : null,
    queueBefore: queue_before,
    ...handsOf(row, {
      queueId,
      assignee: assigneeId && assignee ? { id: assigneeId, name: assignee } : null,
    }),
    connection: { id: connectionId ?? row.connection_id, name: connection },
    replyAddress:
      connectionId && connectionId !== row.connection_id
        ? await addressThere(row, connectionId)
        : row.reply_address,
  };
}

/** To a queue alone it goes out of everybody's hands. */
function handsOf(
  row: TicketRow,
  { queueId, assignee }: { queueId: string | undefined; assignee: Named | null },
): Pick<Destination, 'assignee' | 'status'> {
  if (assignee) return { assignee, status: 'open' };
  const kept = row.assignee_id ? { id: row.assignee_id, name: row.assignee_name ?? '' } : null;
  return queueId || !kept ? { assignee: null, status: 'pending' } : { assignee: kept, status: 'open' };
}

/** A group that is kept to some agents stays with them. */
function mustMaySee({ userId }: Actor, { viewer_ids }: TicketRow, assigneeId: string): void {
  if (assigneeId !== userId && viewer_ids?.includes(assigneeId) === false) throw new AppError('forbidden');
}

/** A group lives on its connection. A person has one active ticket on each at most. */
async function addressThere(row: TicketRow, connectionId: string): Promise<string> {
  if (row.is_group) throw new AppError('forbidden');
  // The lock that new tickets of this person take, too.
  await queryOne('SELECT 1 FROM contacts WHERE id = $1 FOR UPDATE', [row.contact_id]);
  const active = await queryOne(
    `SELECT 1 FROM tickets WHERE contact_id = $1 AND connection_id = $2 AND status <> 'closed'`,
    [row.contact_id, connectionId],
  );
  if (active) throw new AppError('contact_has_open_ticket');
  const address = await replyAddressOn(connectionId, row.contact_id);
  if (!address) throw new AppError('number_not_found');
  return address;
}

/** What changes, by the names that it has now: as the conversation will tell it. */
export function movesOf(row: TicketRow, to: Destination): NonNullable<MessageDetails['transfer']> {
  const moves: NonNullable<MessageDetails['transfer']> = {};
  if ((to.queue?.id ?? null) !== row.queue_id)
    moves.queue = { from: to.queueBefore, to: to.queue?.name ?? null };
  if ((to.assignee?.id ?? null) !== row.assignee_id)
    moves.assignee = { from: row.assignee_name, to: to.assignee?.name ?? null };
  if (to.connection.id !== row.connection_id)
    moves.connection = { from: row.connection_name, to: to.connection.name };
  return moves;
}
