import type { MessageKind } from '@ticketz/contract/messages';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { settingInSql } from '../settings/company-settings.ts';
import { type Asked, answerAfterClosing } from './answer-after-closing.ts';
import { botDue, botStartOf } from './bot-start.ts';
import { onlyQueueOf } from './only-queue.ts';
import { sightOf, type TicketSight } from './ticket.policy.ts';
import { type TicketRow, ticketColumns, ticketJoins } from './ticket.presenter.ts';

/** Where a message belongs. `previous` is what the ticket was before this message reopened it. */
export interface FoundTicket {
  row: TicketRow;
  opened: boolean;
  reopened: boolean;
  before: TicketSight;
}

interface Wanted {
  contactId: string;
  connectionId: string;
  replyAddress: string;
  direction: 'inbound' | 'outbound';
  sentAt: Date;
  kind: MessageKind;
  text: string;
}

/** A person on a connection: they have one active ticket there at most. */
export interface ConversationKey {
  contactId: string;
  connectionId: string;
}

/**
 * The active tickets of these conversations, each in the place of its own, in one round trip. They are locked: none of
 * them is closed before what comes for it is stored.
 */
export async function lockActiveTickets(
  conversations: (ConversationKey | null)[],
): Promise<(TicketRow | null)[]> {
  const wanted = conversations.filter((one) => one !== null);
  if (wanted.length === 0) return conversations.map(() => null);
  const rows = await query<TicketRow>(
    `SELECT ${ticketColumns}
       FROM (SELECT * FROM tickets WHERE contact_id = ANY ($1) AND connection_id = ANY ($2) AND status <> 'closed'
              ORDER BY contact_id, connection_id FOR NO KEY UPDATE) t ${ticketJoins}`,
    [
      [...new Set(wanted.map(({ contactId }) => contactId))],
      [...new Set(wanted.map(({ connectionId }) => connectionId))],
    ],
    'lock-active-tickets',
  );
  const found = new Map(rows.map((row) => [`${row.contact_id} ${row.connection_id}`, row]));
  return conversations.map((one) => (one && found.get(`${one.contactId} ${one.connectionId}`)) ?? null);
}

/**
 * The ticket that a message belongs to. A customer's message joins the active ticket of this person on this
 * connection, reopens one that was closed a short while ago, or opens a new one; a thank-you after the close does neither. What the business typed on its phone
 * joins the newest ticket as it is; where there is none, one is kept, closed, until the customer answers. So does what a
 * blocked person writes.
 */
export async function findOrOpenTicket(wanted: Wanted): Promise<FoundTicket> {
  const newest = await newestTicket(wanted);
  const opensNone = (wanted.direction === 'outbound' && !newest?.tab_wanted) || newest?.blocked;
  if (newest && (newest.status !== 'closed' || opensNone)) return found(newest);
  if (newest && (await staysClosed(wanted, newest))) return found(newest);
  if (newest?.may_reopen) return reopen(newest);
  return open(wanted);
}

/** A score or what is said about it, and a thank-you within a day, join the closed ticket. What they say of it is read later. */
async function staysClosed({ direction, kind, text }: Wanted, newest: NewestRow): Promise<boolean> {
  if (direction === 'outbound' || newest.is_group) return false;
  const answer = answerAfterClosing({ kind, text }, newest.rating_asked);
  if (answer === 'conversation') return false;
  if (answer === 'thanks') return newest.closed_lately;
  await query(
    `UPDATE tickets SET rating_due_at = now(), rating_scored_at = coalesce(rating_scored_at, now()),
            rating_asked_at = CASE WHEN rating_scored_at IS NULL THEN rating_asked_at END WHERE id = $1`,
    [newest.id],
  );
  return true;
}

/** `tab_wanted`: it is a group's, and groups of the connection stand in the tab. */
type NewestRow = TicketRow & {
  may_reopen: boolean;
  closed_lately: boolean;
  rating_asked: Asked;
  blocked: boolean;
  tab_wanted: boolean;
};

/** The active ticket, or else the one that was closed last. */
async function newestTicket({ contactId, connectionId }: Wanted): Promise<NewestRow | null> {
  return queryOne<NewestRow>(
    `SELECT ${ticketColumns},
            t.closed_at > now() - make_interval(mins => (SELECT ${settingInSql('reopenMinutes', 'k')} FROM companies k)) AS may_reopen,
            t.closed_at > now() - interval '1 day' AS closed_lately,
            CASE WHEN t.rating_scored_at > now() - interval '10 minutes' AND t.rating_asked_at IS NOT NULL THEN 'comment'
                 WHEN t.rating_scored_at IS NULL AND t.rating_asked_at > now() - interval '1 day' THEN 'score' END AS rating_asked,
            c.blocked_at IS NOT NULL AS blocked, t.is_group AND n.groups = 'tab' AS tab_wanted
       FROM (SELECT * FROM tickets WHERE contact_id = $1 AND connection_id = $2
              ORDER BY status <> 'closed' DESC, closed_at DESC NULLS LAST LIMIT 1 FOR NO KEY UPDATE) t ${ticketJoins}`,
    [contactId, connectionId],
    'newest-ticket',
  );
}

function found(row: TicketRow): FoundTicket {
  return { row, opened: false, reopened: false, before: sightOf(row) };
}

async function reopen(row: NewestRow): Promise<FoundTicket> {
  const reopened = await queryOne<{ in_bot: boolean }>(
    `UPDATE tickets t SET status = 'pending', assignee_id = NULL, accepted_at = NULL, closed_at = NULL,
            in_tab = $2, bot = s.start, bot_due_at = CASE WHEN s.start IS NOT NULL THEN ${botDue} END
       FROM contacts c, tickets o, LATERAL (SELECT CASE WHEN o.queue_id IS NULL THEN ${botStartOf('o.connection_id', 'c')} END AS start) s
      WHERE t.id = $1 AND o.id = t.id AND c.id = o.contact_id RETURNING t.bot IS NOT NULL AS in_bot`,
    [row.id, row.tab_wanted],
  );
  return {
    row: {
      ...row,
      status: 'pending',
      assignee_id: null,
      assignee_name: null,
      accepted_at: null,
      closed_at: null,
      in_tab: row.tab_wanted,
      in_bot: reopened?.in_bot ?? false,
    },
    opened: false,
    reopened: true,
    before: sightOf(row),
  };
}

async function open(wanted: Wanted): Promise<FoundTicket> {
  // New tickets of one person wait for each other here, and so does reopening by hand.
  const contact = await queryOne<{ blocked: boolean; in_tab: boolean }>(
    `SELECT blocked_at IS NOT NULL AS blocked,
            is_group AND (SELECT groups FROM connections WHERE id = $2) = 'tab' AS in_tab
       FROM contacts WHERE id = $1 FOR UPDATE`,
    [wanted.contactId, wanted.connectionId],
  );
  const first = await newestTicket(wanted);
  if (first && first.status !== 'closed') return found(first);
  const waits = (wanted.direction === 'inbound' || contact?.in_tab) && !contact?.blocked;
  const status = waits ? 'pending' : 'closed';
  const inserted = await queryOne<{ id: string }>(
    `WITH next AS (UPDATE companies SET last_ticket_number = last_ticket_number + 1 RETURNING last_ticket_number)
     INSERT INTO tickets (number, status, contact_id, connection_id, reply_address, last_message_at, closed_at,
                          is_group, viewer_ids, in_tab, queue_id, bot, bot_due_at)
     SELECT last_ticket_number, $1, $2, $3, $4, $5, CASE WHEN $1 = 'closed' THEN now() END,
            c.is_group, c.viewer_ids, $6, CASE WHEN b.start IS NULL THEN ${onlyQueueOf('$3')} END, b.start,
            CASE WHEN $7 THEN ${botDue} END
       FROM next, contacts c, LATERAL (SELECT CASE WHEN $7 THEN ${botStartOf('$3', 'c')} END AS start) b WHERE c.id = $2
     RETURNING id`,
    [
      status,
      wanted.contactId,
      wanted.connectionId,
      wanted.replyAddress,
      wanted.sentAt,
      contact?.in_tab === true && status === 'pending',
      wanted.direction === 'inbound' && status === 'pending',
    ],
  );
  const row = await queryOne<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = $1`,
    [inserted?.id],
  );
  if (!row) throw new Error('The ticket was not inserted');
  return { ...found(row), opened: true };
}
