import type { Ticket } from '@ticketz/contract/tickets';
import type { DomainEventName } from '../../core/events.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { farewellOf, textDueAt } from './texts-due.ts';
import { sightOf } from './ticket.policy.ts';
import { presentTicket, type TicketRow } from './ticket.presenter.ts';

type ChangeEvent = Extract<
  DomainEventName,
  'ticket.accepted' | 'ticket.returned' | 'ticket.closed' | 'ticket.reopened'
>;

/** What the commands below change. */
interface Change {
  status: TicketRow['status'];
  assignee: { id: string; name: string } | null;
  acceptedAt: Date | null;
  closedAt: Date | null;
  /** Of a group: among those of the tab; by default as it was. It must be pending. */
  inTab?: boolean;
}

/** Writes a change of who works on a ticket, which ends that it is put off or with the bot, and tells it. The row was locked by `getTicketFor(…, 'change')`. */
export async function changeTicket(
  { companyId }: Pick<Actor, 'companyId'>,
  row: TicketRow,
  event: ChangeEvent,
  change: Change,
): Promise<Ticket> {
  const inTab = (change.inTab ?? row.in_tab) && change.status === 'pending';
  const updated = await queryOne<{ version: number }>(
    `UPDATE tickets t SET status = $2, assignee_id = $3, accepted_at = $4, closed_at = $5, snoozed_at = NULL, snoozed_until = NULL,
            woken_at = NULL, in_tab = $6, bot = NULL, bot_due_at = CASE WHEN d.text IS NOT NULL THEN ${textDueAt} END, text_due = d.text,
            version = version + 1
       FROM (SELECT o.id, CASE WHEN $2 = 'closed' THEN ${farewellOf('o')} END AS text FROM tickets o WHERE o.id = $1) d
      WHERE t.id = d.id RETURNING version`,
    [row.id, change.status, change.assignee?.id ?? null, change.acceptedAt, change.closedAt, inTab],
  );
  const ticket = presentTicket({
    ...row,
    status: change.status,
    assignee_id: change.assignee?.id ?? null,
    assignee_name: change.assignee?.name ?? null,
    accepted_at: change.acceptedAt,
    closed_at: change.closedAt,
    snoozed_at: null,
    snoozed_until: null,
    woken_at: null,
    in_bot: false,
    in_tab: inTab,
    version: updated?.version ?? row.version,
  });
  publish(event, {
    companyId,
    ticket,
    before: sightOf(row),
  });
  return ticket;
}
