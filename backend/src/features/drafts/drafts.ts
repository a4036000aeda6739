import type { Draft } from '@ticketz/contract/drafts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { getTicketFor, visibleTickets } from '../tickets/ticket.policy.ts';

interface DraftRow {
  ticket_id: string;
  text: string;
  updated_at: Date;
}

const maxDrafts = 500;

/** What this person has begun to write, in tickets that they still see. */
export async function listDrafts(actor: Actor): Promise<Draft[]> {
  const rows = await query<DraftRow>(
    `SELECT d.ticket_id, d.text, d.updated_at FROM drafts d JOIN tickets t ON t.id = d.ticket_id
      WHERE d.user_id = $1 AND ${visibleTickets(actor)} ORDER BY d.updated_at DESC LIMIT ${maxDrafts}`,
    [actor.userId],
  );
  return rows.map(presentDraft);
}

/** Keeps what this person has begun to write; an empty text removes it. Their other devices hear of it. */
export async function saveDraft(actor: Actor, ticketId: string, text: string): Promise<void> {
  await getTicketFor(actor, ticketId, 'read');
  const row = text === '' ? await removeDraft(actor, ticketId) : await putDraft(actor, ticketId, text);
  if (!row) return;
  publish('draft.saved', { companyId: actor.companyId, userId: actor.userId, draft: presentDraft(row) });
}

function putDraft(actor: Actor, ticketId: string, text: string): Promise<DraftRow | null> {
  return queryOne<DraftRow>(
    `INSERT INTO drafts (user_id, ticket_id, text) VALUES ($1, $2, $3)
     ON CONFLICT (company_id, user_id, ticket_id) DO UPDATE SET text = excluded.text, updated_at = now()
     RETURNING ticket_id, text, updated_at`,
    [actor.userId, ticketId, text],
  );
}

function removeDraft(actor: Actor, ticketId: string): Promise<DraftRow | null> {
  return queryOne<DraftRow>(
    `DELETE FROM drafts WHERE user_id = $1 AND ticket_id = $2 RETURNING ticket_id, '' AS text, now() AS updated_at`,
    [actor.userId, ticketId],
  );
}

function presentDraft(row: DraftRow): Draft {
  return { ticketId: row.ticket_id, text: row.text, updatedAt: row.updated_at.toISOString() };
}
