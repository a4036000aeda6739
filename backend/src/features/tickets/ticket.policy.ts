import { roleIncludes } from '@ticketz/contract/endpoint';
import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { rooms } from '../../core/realtime.ts';
import { uuidLiteral } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { settingInSql } from '../settings/company-settings.ts';
import { type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

/** What one may want to do with a ticket. Who sees it may do it, but for writing: see `mayWrite`. */
export type TicketAction = 'read' | 'change';

/** A ticket, and whether the company leaves it to its assignee alone. */
export type OwnedTicket = TicketRow & { exclusive: boolean };

const isExclusive = `(SELECT ${settingInSql('exclusiveAssignment', 'k')} FROM companies k) AS exclusive`;

/** What says who sees a ticket. */
export interface TicketSight {
  status: TicketRow['status'];
  queueId: string | null;
  assigneeId: string | null;
  /** Of a group: only these of the agents. */
  viewerIds: string[] | null;
}

type SightRow = Pick<TicketRow, 'status' | 'queue_id' | 'assignee_id' | 'viewer_ids'>;

export function sightOf(row: SightRow): TicketSight {
  return {
    status: row.status,
    queueId: row.queue_id,
    assigneeId: row.assignee_id,
    viewerIds: row.viewer_ids,
  };
}

/** The queues that a person is a member of, as SQL. `me`: their id in SQL. Asked once in a statement, not for each row. */
function queuesOf(me: string): string {
  return `ARRAY(SELECT mine.queue_id FROM queue_members mine WHERE mine.user_id = ${me})`;
}

/** Who sees what waits in no queue: members of any, and where there are no queues everybody. */
function seesUnqueued(me: string): string {
  return `(EXISTS (SELECT FROM queue_members mine WHERE mine.user_id = ${me}) OR NOT EXISTS (SELECT FROM queues))`;
}

/** What is an agent's own, as SQL over `t`: of groups only those that they may see. */
export function isOwn(me: string): string {
  return `(t.assignee_id = ${me} AND (t.viewer_ids IS NULL OR ${me} = ANY (t.viewer_ids)))`;
}

/** What an agent sees as long as it waits, as SQL over `t`: what is in their queues or in none; of groups that are kept to some, theirs. */
export function isForQueues(me: string): string {
  return `CASE WHEN t.viewer_ids IS NOT NULL THEN ${me} = ANY (t.viewer_ids)
    WHEN t.queue_id IS NULL THEN ${seesUnqueued(me)} ELSE t.queue_id = ANY (${queuesOf(me)}) END`;
}

/** What a supervisor sees whoever has it, as SQL over `t`: all that is in their queues, but for groups that are kept to some. */
export function isLed(me: string): string {
  return `(t.viewer_ids IS NULL AND t.queue_id = ANY (${queuesOf(me)}))`;
}

/**
 * The rule of who sees a ticket, as SQL over `t`: admins all; agents their own and what waits in their queues or in none;
 * supervisors also whatever else is in their queues. `me` is the
 * actor's id in SQL; a parameter, where the statement is to be prepared once for all.
 */
export function visibleTickets(
  actor: Pick<Actor, 'role' | 'userId'>,
  me = uuidLiteral(actor.userId),
): string {
  if (roleIncludes(actor.role, 'admin')) return 'true';
  const led = roleIncludes(actor.role, 'supervisor') ? ` OR ${isLed(me)}` : '';
  return `(${isOwn(me)} OR (t.status = 'pending' AND ${isForQueues(me)})${led})`;
}

/** The same rule the other way round, as SQL over `u`: which people see the ticket. */
export function watchersOf(ticket: SightRow): string {
  const { status, queueId, assigneeId, viewerIds } = sightOf(ticket);
  const isOneOf = (userIds: string[]) => `u.id = ANY (ARRAY[${userIds.map(uuidLiteral).join(',')}]::uuid[])`;
  const inQueue = queueId
    ? `EXISTS (SELECT FROM queue_members o WHERE o.user_id = u.id AND o.queue_id = ${uuidLiteral(queueId)})`
    : seesUnqueued('u.id');
  const seeing = [`u.role IN ('super', 'admin')`];
  if (assigneeId && (viewerIds?.includes(assigneeId) ?? true)) seeing.push(isOneOf([assigneeId]));
  if (status === 'pending') seeing.push(viewerIds ? isOneOf(viewerIds) : inQueue);
  if (status !== 'pending' && queueId && !viewerIds) seeing.push(`(u.role = 'supervisor' AND ${inQueue})`);
  return `u.active AND (${seeing.join(' OR ')})`;
}

/** The same rule for sockets: the rooms that hear of a ticket. */
export function ticketAudience(
  companyId: string,
  { status, queueId, assigneeId, viewerIds }: TicketSight,
): string[] {
  const isPending = status === 'pending';
  const people = isPending ? (viewerIds ?? []) : assigneeId ? [assigneeId] : [];
  const seeing = viewerIds ? people.filter((userId) => viewerIds.includes(userId)) : people;
  const ofQueue = queueId
    ? isPending
      ? [rooms.queue(companyId, queueId)]
      : [rooms.queueHeads(companyId, queueId)]
    : isPending
      ? [rooms.unqueued(companyId)]
      : [];
  return [
    rooms.admins(companyId),
    ...(viewerIds ? [] : ofQueue),
    ...seeing.map((userId) => rooms.user(companyId, userId)),
  ];
}

/**
 * The only way to load a ticket for a person. One that they may not see isn't there. `change` locks the row until the
 * unit of work ends, so that of two commands at once the second sees what the first did.
 */
export async function getTicketFor(
  actor: Actor,
  ticketId: string,
  action: TicketAction,
): Promise<OwnedTicket> {
  return loadTicket(ticketId, visibleTickets(actor), action === 'change');
}

/**
 * Loads and locks a ticket that somebody wants to take. A colleague's open one is shown too to who saw it wait, so that who
 * was a moment too late can be told by whom; a closed one only to who may see it.
 */
export async function getTicketToAccept(actor: Actor, ticketId: string): Promise<OwnedTicket> {
  const visible = visibleTickets(actor);
  return loadTicket(
    ticketId,
    `((t.status = 'open' AND ${isForQueues(uuidLiteral(actor.userId))}) OR ${visible})`,
    true,
  );
}

/**
 * Loads and locks a ticket to write into it, in one round trip. What the list shows of it (`last_message`) may be of a
 * moment ago. `more`: further columns.
 */
export async function getTicketToWrite<More extends object = object>(
  actor: Actor,
  ticketId: string,
  more = '',
): Promise<OwnedTicket & More> {
  const row = await queryOne<OwnedTicket & More>(
    `SELECT ${ticketColumns}, ${isExclusive}${more && `, ${more}`} FROM (SELECT * FROM tickets WHERE id = $1 FOR NO KEY UPDATE) t ${ticketJoins}
      WHERE ${visibleTickets(actor)}`,
    [ticketId],
  );
  if (!row) throw notFound();
  return row;
}

/** The same for many: those that the person may see, locked until the unit of work ends. */
export async function getTicketsToChange(actor: Actor, ticketIds: string[]): Promise<OwnedTicket[]> {
  return lockTickets(ticketIds, visibleTickets(actor));
}

/** Locks tickets for what no person asks for, or has been allowed before. */
export async function lockTickets(ticketIds: string[], visible = 'true'): Promise<OwnedTicket[]> {
  await query('SELECT 1 FROM tickets WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ticketIds]);
  return query<OwnedTicket>(
    `SELECT ${ticketColumns}, ${isExclusive} FROM tickets t ${ticketJoins} WHERE t.id = ANY ($1) AND ${visible}`,
    [ticketIds],
  );
}

/** Whether a person sees a ticket as it is now. */
export async function seesTicket(actor: Actor, ticketId: string): Promise<boolean> {
  return (
    (await queryOne(`SELECT 1 FROM tickets t WHERE t.id = $1 AND ${visibleTickets(actor)}`, [ticketId])) !==
    null
  );
}

async function loadTicket(ticketId: string, visible: string, lock: boolean): Promise<OwnedTicket> {
  // The lock comes first: a joined query that waits for one goes on with the joined rows of before.
  if (lock) await queryOne('SELECT 1 FROM tickets WHERE id = $1 FOR UPDATE', [ticketId]);
  const row = await queryOne<OwnedTicket>(
    `SELECT ${ticketColumns}, ${isExclusive} FROM tickets t ${ticketJoins} WHERE t.id = $1 AND ${visible}`,
    [ticketId],
  );
  if (!row) throw notFound();
  return row;
}

/**
 * Who answers in an open ticket: its assignee, and supervisors and admins who see it, unless the company wants them to take
 * it over first; in a group of the tab whoever sees it.
 */
export function mayWrite(actor: Actor, ticket: OwnedTicket): boolean {
  if (ticket.in_tab) return true;
  const answers = ticket.assignee_id === actor.userId || roleIncludes(actor.role, 'supervisor');
  return ticket.status === 'open' && answers && !isOthers(actor, ticket);
}

/** The same, as the error that says why not. */
export function mustMayWrite(actor: Actor, ticket: OwnedTicket): void {
  if (mayWrite(actor, ticket)) return;
  throw new AppError(isOthers(actor, ticket) ? 'ticket_not_yours' : 'ticket_not_open');
}

/** Whether only a colleague, who has it, may answer and close it. */
export function isOthers(
  { userId }: Pick<Actor, 'userId'>,
  { status, assignee_id, exclusive }: Pick<OwnedTicket, 'status' | 'assignee_id' | 'exclusive'>,
): boolean {
  return exclusive && status === 'open' && assignee_id !== userId;
}
