import './ticket-views.events.ts';
import { roleIncludes } from '@ticketz/contract/endpoint';
import type { TicketView } from '@ticketz/contract/ticket-views';
import type { TicketFilter } from '@ticketz/contract/tickets';
import { AppError, notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';

interface ViewRow {
  id: string;
  name: string;
  tab: TicketView['tab'];
  shared: boolean;
  owner_id: string;
  queue_id: string | null;
  assignee_id: string | null;
  connection_id: string | null;
  tag_id: string | null;
  unread: 'only' | null;
  last_days: number | null;
  since: Date | null;
  until: Date | null;
}

const columns =
  'id, name, tab, shared, owner_id, queue_id, assignee_id, connection_id, tag_id, unread, last_days, since, until';
/** More than anybody finds their way in; a list of all is asked for at once. */
const mostViews = 200;

export async function listTicketViews(actor: Actor): Promise<TicketView[]> {
  const rows = await query<ViewRow>(
    `SELECT ${columns} FROM ticket_views WHERE owner_id = $1 OR shared
      ORDER BY fold_text(name), id LIMIT ${mostViews}`,
    [actor.userId],
  );
  return rows.map(presentView);
}

export async function createTicketView(
  actor: Actor,
  { name, tab, filter, shared }: Pick<TicketView, 'name' | 'tab' | 'filter' | 'shared'>,
): Promise<TicketView> {
  await mustBeKnown(filter);
  if (shared) mustShare(actor);
  const row = await queryOne<ViewRow>(
    `INSERT INTO ticket_views
       (owner_id, name, tab, shared, assignee_id, connection_id, tag_id, unread, last_days, since, until, queue_id)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
      WHERE (SELECT count(*) FROM ticket_views WHERE owner_id = $1) < ${mostViews}
     RETURNING ${columns}`,
    [
      actor.userId,
      name,
      tab,
      shared,
      filter.assigneeId ?? null,
      filter.connectionId ?? null,
      filter.tagId ?? null,
      filter.unread ?? null,
      filter.lastDays ?? null,
      filter.from ? new Date(filter.from) : null,
      filter.until ? new Date(filter.until) : null,
      filter.queueId ?? null,
    ],
  );
  if (!row) throw new AppError('rate_limited');
  const view = presentView(row);
  publish('ticketView.changed', { companyId: actor.companyId, view, wasShared: false });
  return view;
}

export async function updateTicketView(
  actor: Actor,
  viewId: string,
  { name, shared }: { name?: string | undefined; shared?: boolean | undefined },
): Promise<TicketView> {
  const known = await getViewToChange(actor, viewId);
  if (shared && !known.shared) mustShare(actor);
  const row = { ...known, name: name ?? known.name, shared: shared ?? known.shared };
  await query('UPDATE ticket_views SET name = $2, shared = $3 WHERE id = $1', [viewId, row.name, row.shared]);
  const view = presentView(row);
  publish('ticketView.changed', { companyId: actor.companyId, view, wasShared: known.shared });
  return view;
}

export async function deleteTicketView(actor: Actor, viewId: string): Promise<void> {
  const row = await getViewToChange(actor, viewId);
  await query('DELETE FROM ticket_views WHERE id = $1', [viewId]);
  publish('ticketView.deleted', { companyId: actor.companyId, view: presentView(row) });
}

/** Loads and locks a view that somebody wants to change. A colleague's own isn't there; a shared one is, but an admin's work. */
async function getViewToChange(actor: Actor, viewId: string): Promise<ViewRow> {
  const row = await queryOne<ViewRow>(`SELECT ${columns} FROM ticket_views WHERE id = $1 FOR UPDATE`, [
    viewId,
  ]);
  if (!row || (row.owner_id !== actor.userId && !row.shared)) throw notFound();
  if (row.owner_id !== actor.userId) mustShare(actor);
  return row;
}

function mustShare(actor: Actor): void {
  if (!roleIncludes(actor.role, 'admin')) throw new AppError('forbidden');
}

/** Throws `not_found` for what isn't the company's. */
async function mustBeKnown({ queueId, assigneeId, connectionId, tagId }: TicketFilter): Promise<void> {
  const known = await queryOne(
    `SELECT 1 WHERE ($1::uuid IS NULL OR EXISTS (SELECT FROM users WHERE id = $1))
                AND ($2::uuid IS NULL OR EXISTS (SELECT FROM connections WHERE id = $2))
                AND ($3::uuid IS NULL OR EXISTS (SELECT FROM tags WHERE id = $3))
                AND ($4::uuid IS NULL OR EXISTS (SELECT FROM queues WHERE id = $4))`,
    [assigneeId ?? null, connectionId ?? null, tagId ?? null, queueId ?? null],
  );
  if (!known) throw notFound();
}

function presentView(row: ViewRow): TicketView {
  return {
    id: row.id,
    name: row.name,
    tab: row.tab,
    shared: row.shared,
    ownerId: row.owner_id,
    filter: {
      queueId: row.queue_id ?? undefined,
      assigneeId: row.assignee_id ?? undefined,
      connectionId: row.connection_id ?? undefined,
      tagId: row.tag_id ?? undefined,
      unread: row.unread ?? undefined,
      lastDays: row.last_days ?? undefined,
      from: row.since?.toISOString(),
      until: row.until?.toISOString(),
    },
  };
}
