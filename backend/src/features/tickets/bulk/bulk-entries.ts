import type { BulkOutcome } from '@ticketz/contract/bulk-actions';
import type { TicketStatus } from '@ticketz/contract/tickets';
import { type DomainEventName, publish } from '../../../core/events.ts';
import type { Actor } from '../../../core/http/route.ts';
import { query, queryOne } from '../../../core/unit-of-work.ts';
import { farewellOf, textDueAt, transferOf } from '../texts-due.ts';
import { presentTicket, type TicketRow, ticketColumns, ticketJoins } from '../ticket.presenter.ts';

/** Who works on a ticket, and where it is. Moments are texts: this goes through JSON. */
export interface TicketState {
  status: TicketStatus;
  assigneeId: string | null;
  acceptedAt: string | null;
  closedAt: string | null;
  queueId: string | null;
  connectionId: string;
  replyAddress: string;
  snoozedAt: string | null;
  snoozedUntil: string | null;
}

/** What became of one ticket; as it is kept to be undone. */
export interface BulkEntry {
  id: string;
  before: TicketState;
  after: TicketState;
  addedTags: string[];
  removedTags: string[];
}

export type Refusal = BulkOutcome['refused'][number];

export function stateOf(row: TicketRow): TicketState {
  return {
    status: row.status,
    assigneeId: row.assignee_id,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    queueId: row.queue_id,
    connectionId: row.connection_id,
    replyAddress: row.reply_address,
    snoozedAt: row.snoozed_at?.toISOString() ?? null,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
  };
}

/** The bot lets go of what a person takes, closes or puts into another queue. */
const sameQueue = `t.status = s.status AND t.queue_id IS NOT DISTINCT FROM s."queueId"`;

/** Writes all entries in three statements, however many they are, and tells of each ticket. */
export async function writeEntries(actor: Actor, entries: BulkEntry[]): Promise<BulkOutcome['tickets']> {
  if (entries.length === 0) return [];
  const states = entries.map(({ id, after }) => ({ id, ...after }));
  await query(
    `UPDATE tickets t SET status = s.status, assignee_id = s."assigneeId", accepted_at = s."acceptedAt",
            closed_at = s."closedAt", snoozed_at = s."snoozedAt", snoozed_until = s."snoozedUntil",
            woken_at = CASE WHEN t.status = s.status AND t.assignee_id IS NOT DISTINCT FROM s."assigneeId"
                       THEN t.woken_at END,
            queue_id = s."queueId", connection_id = s."connectionId", reply_address = s."replyAddress",
            in_tab = t.in_tab AND s.status = 'pending', bot = CASE WHEN ${sameQueue} THEN t.bot END,
            text_due = d.text, version = version + 1,
            bot_due_at = CASE WHEN d.text IS NOT NULL THEN ${textDueAt} WHEN ${sameQueue} AND t.bot IS NOT NULL
                         THEN t.bot_due_at END
       FROM jsonb_to_recordset($1::jsonb) AS s (id uuid, status text, "assigneeId" uuid, "acceptedAt" timestamptz,
            "queueId" uuid, "connectionId" uuid, "replyAddress" text, "closedAt" timestamptz,
            "snoozedAt" timestamptz, "snoozedUntil" timestamptz)
            CROSS JOIN LATERAL (SELECT CASE WHEN s.status = o.status AND s."assigneeId" IS NOT DISTINCT FROM o.assignee_id
                THEN o.text_due WHEN s.status = 'closed' THEN ${farewellOf('o')} ELSE ${transferOf('o', 's')} END AS text
              FROM tickets o WHERE o.id = s.id) d
      WHERE t.id = s.id`,
    [JSON.stringify(states)],
  );
  await writeTags(entries);
  const rows = await query<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = ANY ($1)`,
    [entries.map(({ id }) => id)],
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return rows.map((row) => {
    const ticket = presentTicket(row);
    const entry = byId.get(row.id);
    if (entry)
      publish(eventOf(entry), {
        companyId: actor.companyId,
        ticket,
        before: { ...entry.before, viewerIds: row.viewer_ids },
      });
    return ticket;
  });
}

async function writeTags(entries: BulkEntry[]): Promise<void> {
  if (entries.every(({ addedTags, removedTags }) => addedTags.length + removedTags.length === 0)) return;
  const pairs = (pick: (entry: BulkEntry) => string[]) =>
    JSON.stringify(entries.flatMap((entry) => pick(entry).map((tag) => ({ ticket: entry.id, tag }))));
  // What is to come back may be a tag that is deleted by now.
  await query(
    `WITH gone AS (
       DELETE FROM ticket_tags g USING jsonb_to_recordset($1::jsonb) AS p (ticket uuid, tag uuid)
        WHERE g.ticket_id = p.ticket AND g.tag_id = p.tag)
     INSERT INTO ticket_tags (ticket_id, tag_id)
     SELECT p.ticket, p.tag FROM jsonb_to_recordset($2::jsonb) AS p (ticket uuid, tag uuid)
       JOIN tags ON tags.id = p.tag ON CONFLICT DO NOTHING`,
    [pairs(({ removedTags }) => removedTags), pairs(({ addedTags }) => addedTags)],
  );
}

/** Keeps what was done, so that this person can take it back. */
export async function keepForUndo(actor: Actor, entries: BulkEntry[]): Promise<string | null> {
  if (entries.length === 0) return null;
  await query(`DELETE FROM bulk_actions WHERE user_id = $1 AND done_at < now() - interval '1 hour'`, [
    actor.userId,
  ]);
  const kept = await queryOne<{ id: string }>(
    'INSERT INTO bulk_actions (user_id, tickets) VALUES ($1, $2) RETURNING id',
    [actor.userId, JSON.stringify(entries)],
  );
  return kept?.id ?? null;
}

type TicketEvent = Extract<
  DomainEventName,
  'ticket.touched' | 'ticket.closed' | 'ticket.reopened' | 'ticket.returned' | 'ticket.assigned'
>;

function eventOf({ before, after }: BulkEntry): TicketEvent {
  if (before.status === after.status && before.assigneeId === after.assigneeId) return 'ticket.touched';
  if (after.status === 'closed') return 'ticket.closed';
  if (before.status === 'closed') return 'ticket.reopened';
  return after.status === 'pending' ? 'ticket.returned' : 'ticket.assigned';
}
