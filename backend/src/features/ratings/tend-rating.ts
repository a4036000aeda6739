import './ratings.events.ts';
import { publish } from '../../core/events.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { languageOf } from '../chatbot/menu-from-queues.ts';
import { queueAutomatic } from '../messages/queue-automatic.ts';
import { answerAfterClosing, scoreIn } from '../tickets/answer-after-closing.ts';
import { sightOf } from '../tickets/ticket.policy.ts';
import { type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';
import { ratingQuestions } from './rating-texts.ts';

const longestComment = 2_000;

interface Open {
  id: string;
  asked_at: Date;
  score: number | null;
  comment: string;
}

/** Does what is due of a ticket's rating: asks, or reads what was answered. Once, whichever processes try. */
export async function tendRating(companyId: string, ticketId: string): Promise<void> {
  const due = await queryOne<{ asked: boolean; reopened: boolean }>(
    `SELECT rating_scored_at IS NOT NULL AS asked, status <> 'closed' AS reopened FROM tickets
      WHERE id = $1 AND rating_due_at <= now() FOR NO KEY UPDATE SKIP LOCKED`,
    [ticketId],
  );
  if (!due) return;
  await query('UPDATE tickets SET rating_due_at = NULL WHERE id = $1', [ticketId]);
  if (due.asked) return readAnswer(companyId, ticketId);
  if (!due.reopened) await ask(companyId, ticketId);
}

/** Only who was answered by a person since the ticket was opened is asked, and nobody who is blocked. */
async function ask(companyId: string, ticketId: string): Promise<void> {
  const answered = await queryOne<{ language: string | null }>(
    `SELECT c.language FROM tickets t JOIN contacts c ON c.id = t.contact_id AND c.blocked_at IS NULL
      WHERE t.id = $1 AND EXISTS (SELECT FROM messages m
        WHERE m.ticket_id = t.id AND m.direction = 'outbound' AND (m.author_id IS NOT NULL OR m.from_phone)
          AND m.created_at > coalesce((SELECT max(e.at) FROM ticket_events e
                WHERE e.ticket_id = t.id AND e.kind IN ('opened', 'reopened')), t.created_at))`,
    [ticketId],
  );
  if (!answered) return;
  const ticket = await readTicket(ticketId);
  if (!ticket) return;
  const text = ratingQuestions[languageOf(answered.language, ticket.phone)];
  await queueAutomatic(companyId, ticket, { text, file: null });
  await query(
    `WITH asked AS (UPDATE tickets SET rating_asked_at = clock_timestamp() WHERE id = $1 RETURNING id, rating_asked_at, queue_id, assignee_id)
     INSERT INTO ratings (ticket_id, asked_at, queue_id, agent_id) SELECT id, rating_asked_at, queue_id, assignee_id FROM asked`,
    [ticketId],
  );
}

/** What they wrote since they were asked, by the same rule that kept the ticket closed for it. */
async function readAnswer(companyId: string, ticketId: string): Promise<void> {
  const open = await queryOne<Open>(
    'SELECT id, asked_at, score, comment FROM ratings WHERE ticket_id = $1 ORDER BY asked_at DESC LIMIT 1',
    [ticketId],
  );
  const ticket = await readTicket(ticketId);
  if (!open || !ticket) return;
  const said = await query<{ text: string }>(
    `SELECT text FROM messages WHERE ticket_id = $1 AND direction = 'inbound' AND kind = 'text' AND created_at > $2
      ORDER BY created_at, id LIMIT 20`,
    [ticketId, open.asked_at],
  );
  const place = said.findIndex(({ text }) => scoreIn(text) !== null);
  const score = scoreIn(said[place]?.text ?? '');
  if (score === null) return;
  const next = said
    .slice(place + 1)
    .find(({ text }) => answerAfterClosing({ kind: 'text', text }, 'comment') === 'comment');
  await query(
    'UPDATE ratings SET score = $2, comment = $3, rated_at = coalesce(rated_at, now()) WHERE id = $1',
    [open.id, score, next?.text.slice(0, longestComment) ?? ''],
  );
  if (open.score === null) await noteRated(ticketId, score);
  publish('ticket.rated', { companyId, ticketId, ticket: sightOf(ticket) });
}

/** In the ticket's timeline, for whose it was when it was closed. */
async function noteRated(ticketId: string, score: number): Promise<void> {
  await query(
    `INSERT INTO ticket_events (ticket_id, kind, status, queue_id, assignee_id, connection_id, tag_ids, score)
     SELECT ticket_id, 'rated', status, queue_id, assignee_id, connection_id, tag_ids, $2
       FROM ticket_events WHERE ticket_id = $1 AND kind = 'closed' ORDER BY id DESC LIMIT 1`,
    [ticketId, score],
  );
}

function readTicket(ticketId: string): Promise<TicketRow | null> {
  return queryOne<TicketRow>(`SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = $1`, [
    ticketId,
  ]);
}
