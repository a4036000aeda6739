import { roleIncludes } from '@ticketz/contract/endpoint';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { rooms } from '../../core/realtime.ts';
import { uuidLiteral } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

/** What one may want to do with a ticket. Who sees it may do it, but for writing: see `canReply`. */
export type TicketAction = 'read' | 'change';

/**
 * The rule of who sees a ticket, as SQL over `t`: admins all; agents the waiting ones and their own. `me` is the
 * actor's id in SQL; a parameter, where the statement is to be prepared once for all.
 */
export function visibleTickets(
  actor: Pick<Actor, 'role' | 'userId'>,
  me = uuidLiteral(actor.userId),
): string {
  if (roleIncludes(actor.role, 'admin')) return 'true';
  return `(t.status = 'pending' OR t.assignee_id = ${me})`;
}

/** The same rule the other way round, as SQL over `u`: which people see the ticket. */
export function watchersOf(ticket: Pick<TicketRow, 'status' | 'assignee_id'>): string {
  const all = `u.active AND u.role IN ('super', 'admin')`;
  if (ticket.status === 'pending') return 'u.active';
  return ticket.assignee_id ? `(${all} OR u.active AND u.id = ${uuidLiteral(ticket.assignee_id)})` : all;
}

/** The same rule for sockets: the rooms that hear of a ticket. */
export function ticketAudience(
  companyId: string,
  ticket: { status: TicketRow['status']; assigneeId: string | null },
): string[] {
  if (ticket.status === 'pending') return [rooms.company(companyId)];
  const admins = rooms.admins(companyId);
  return ticket.assigneeId ? [admins, rooms.user(companyId, ticket.assigneeId)] : [admins];
}

/**
 * The only way to load a ticket for a person. One that they may not see isn't there. `change` locks the row until the
 * unit of work ends, so that of two commands at once the second sees what the first did.
 */
export async function getTicketFor(actor: Actor, ticketId: string, action: TicketAction): Promise<TicketRow> {
  return loadTicket(ticketId, visibleTickets(actor), action === 'change');
}

/**
 * Loads and locks a ticket that somebody wants to take. A colleague's open one is shown too, so that who was a moment
 * too late can be told by whom; a closed one only to who may see it.
 */
export async function getTicketToAccept(actor: Actor, ticketId: string): Promise<TicketRow> {
  return loadTicket(ticketId, `(t.status = 'open' OR ${visibleTickets(actor)})`, true);
}

/**
 * Loads and locks a ticket to write into it, in one round trip. What the list shows of it (`last_message`) may be of a
 * moment ago. `more`: further columns.
 */
export async function getTicketToWrite<More extends object = object>(
  actor: Actor,
  ticketId: string,
  more = '',
): Promise<TicketRow & More> {
  const row = await queryOne<TicketRow & More>(
    `SELECT ${ticketColumns}${more && `, ${more}`} FROM (SELECT * FROM tickets WHERE id = $1 FOR NO KEY UPDATE) t ${ticketJoins}
      WHERE ${visibleTickets(actor)}`,
    [ticketId],
  );
  if (!row) throw notFound();
  return row;
}

/** The same for many: those that the person may see, locked until the unit of work ends. */
export async function getTicketsToChange(actor: Actor, ticketIds: string[]): Promise<TicketRow[]> {
  await query('SELECT 1 FROM tickets WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ticketIds]);
  return query<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = ANY ($1) AND ${visibleTickets(actor)}`,
    [ticketIds],
  );
}

async function loadTicket(ticketId: string, visible: string, lock: boolean): Promise<TicketRow> {
  // The lock comes first: a joined query that waits for one goes on with the joined rows of before.
  if (lock) await queryOne('SELECT 1 FROM tickets WHERE id = $1 FOR UPDATE', [ticketId]);
  const row = await queryOne<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = $1 AND ${visible}`,
    [ticketId],
  );
  if (!row) throw notFound();
  return row;
}

/** Who answers in a ticket: its assignee, and admins. */
export function canReply(actor: Actor, ticket: TicketRow): boolean {
  return ticket.assignee_id === actor.userId || roleIncludes(actor.role, 'admin');
}
