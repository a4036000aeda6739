import type { Message } from '@ticketz/contract/messages';
import { transcriptLimits } from '@ticketz/contract/transcripts';
import type { Actor } from '../../core/http/route.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import {
  type MessageRow,
  messageColumns,
  messageJoins,
  presentMessage,
} from '../messages/message.presenter.ts';
import { visibleTickets } from '../tickets/ticket.policy.ts';
import type { TicketRow } from '../tickets/ticket.presenter.ts';

const pageSize = 200;

export interface ConversationRange {
  from: Date | null;
  /** Before this moment. */
  until: Date | null;
  notes: boolean;
  /** Of all tickets of the contact that the actor sees. */
  earlier: boolean;
}

/** A message, and the number of its ticket. */
export interface TranscriptMessage {
  message: Message;
  ticketNumber: number;
}

type Row = MessageRow & { ticket_number: number };

/**
 * The messages, oldest first, in pages of a unit of work each; one more than a transcript holds, so that its reader knows. Who
 * may see what is asked for every page.
 */
export async function* readConversation(
  actor: Actor,
  ticket: TicketRow,
  { from, until, notes, earlier }: ConversationRange,
): AsyncGenerator<TranscriptMessage> {
  let place: { sent_at: Date; id: string } | null = null;
  let left = transcriptLimits.messages + 1;
  while (left > 0) {
    const after: typeof place = place;
    const rows: Row[] = await withCompany(actor.companyId, () =>
      query<Row>(
        `SELECT ${messageColumns}, t.number AS ticket_number
           FROM messages m JOIN tickets t ON t.id = m.ticket_id ${messageJoins}
          WHERE ${earlier ? 't.contact_id = $1 AND m.contact_id = $1' : 'm.ticket_id = $1'} AND ${visibleTickets(actor)}
            AND ($2::timestamptz IS NULL OR m.sent_at >= $2) AND ($3::timestamptz IS NULL OR m.sent_at < $3)
            AND ($4 OR m.direction <> 'internal')
            AND ($5::timestamptz IS NULL OR (m.sent_at, m.id) > ($5, $6::uuid))
          ORDER BY m.sent_at, m.id LIMIT $7`,
        [
          earlier ? ticket.contact_id : ticket.id,
          from,
          until,
          notes,
          after?.sent_at ?? null,
          after?.id ?? null,
          Math.min(pageSize, left),
        ],
      ),
    );
    for (const row of rows) yield { message: presentMessage(row), ticketNumber: row.ticket_number };
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    place = { sent_at: last.sent_at, id: last.id };
    left -= rows.length;
  }
}
