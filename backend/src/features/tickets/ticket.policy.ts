import { roleIncludes } from '@ticketz/contract/endpoint';
import { notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { rooms } from '../../core/realtime.ts';
import { uuidLiteral } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

/** What one may want to do with a ticket. Who sees it may do it, but for writing: see `mayWrite`. */
export type TicketAction = 'read' | 'change';

/** Who of the agents a ticket is kept to, as SQL over `t`: only groups know that. */
export function keptFor(me: string): string {
  return `(t.viewer_ids IS NULL OR ${me} = ANY (t.viewer_ids))`;
}

/** What says who sees a ticket. */
export interface TicketSight {
  status: TicketRow['status'];
  assigneeId: string | null;
  /** Of a group: only these of the agents. */
  viewerIds: string[] | null;
}

export function sightOf(row: Pick<TicketRow, 'status' | 'assignee_id' | 'viewer_ids'>): TicketSight {
  return { status: row.status, assigneeId: row.assignee_id, viewerIds: row.viewer_ids };
}

/**
 * The rule of who sees a ticket, as SQL over `t`: admins all; agents the waiting ones and their own, of groups only those
 * that they may see. `me` is the
 * actor's id in SQL; a parameter, where the statement is to be prepared once for all.
 */
export function visibleTickets(
  actor: Pick<Actor, 'role' | 'userId'>,
  me = uuidLiteral(actor.userId),
): string {
  if (roleIncludes(actor.role, 'admin')) return 'true';
  return `((t.status = 'pending' OR t.assignee_id = ${me}) AND ${keptFor(me)})`;
}

/** The same rule the other way round, as SQL over `u`: which people see the ticket. */
export function watchersOf(ticket: Pick<TicketRow, 'status' | 'assignee_id' | 'viewer_ids'>): string {
  const all = `u.active AND u.role IN ('super', 'admin')`;
  const viewers = ticket.viewer_ids;
  const kept = viewers ? `u.id = ANY (ARRAY[${viewers.map(uuidLiteral).join(',')}]::uuid[])` : '';
  if (ticket.status === 'pending') return kept ? `(${all} OR u.active AND ${kept})` : 'u.active';
  if (ticket.assignee_id && viewers && !viewers.includes(ticket.assignee_id)) return all;
  return ticket.assignee_id ? `(${all} OR u.active AND u.id = ${uuidLiteral(ticket.assignee_id)})` : all;
}

/** The same rule for sockets: the rooms that hear of a ticket. */
export function ticketAudience(companyId: string, { status, assigneeId, viewerIds }: TicketSight): string[] {
  if (status === 'pending' && !viewerIds) return [rooms.company(companyId)];
  const agents = status === 'pending' ? (viewerIds ?? []) : assigneeId ? [assigneeId] : [];
  const seeing = viewerIds ? agents.filter((userId) => viewerIds.includes(userId)) : agents;
  return [rooms.admins(companyId), ...seeing.map((userId) => rooms.user(companyId, userId))];
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
  const kept = roleIncludes(actor.role, 'admin') ? 'true' : keptFor(uuidLiteral(actor.userId));
  return loadTicket(ticketId, `((t.status = 'open' AND ${kept}) OR ${visibleTickets(actor)})`, true);
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

/** Who answers in an open ticket: its assignee, and admins; in a group of the tab whoever sees it. */
export function mayWrite(actor: Actor, ticket: TicketRow): boolean {
  if (ticket.in_tab) return true;
  const answers = ticket.assignee_id === actor.userId || roleIncludes(actor.role, 'admin');
  return ticket.status === 'open' && answers;
}
