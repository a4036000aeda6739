import { type BotEffect, botState } from '@ticketz/contract/bot-menus';
import { z } from 'zod';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { type FileRow, fileColumns } from '../files/file.presenter.ts';
import { queueAutomatic } from '../messages/queue-automatic.ts';
import { changeTicket } from '../tickets/change-ticket.ts';
import { handOver } from '../tickets/hand-over.ts';
import type { TextDue } from '../tickets/texts-due.ts';
import { type TicketRow, ticketColumns, ticketJoins } from '../tickets/ticket.presenter.ts';
import { answerAbsence } from './answer-absence.ts';
import { botStart, decideAnswer } from './decide-answer.ts';
import { readFacts } from './read-facts.ts';
import { readMenu } from './read-menu.ts';
import { sayDueText, welcome } from './say-texts.ts';

/** As a ticket keeps it: where they are, and the last message that was answered. Empty for whoever has just come. */
const keptState = botState.extend({ seen: z.uuid().nullable() }).catch({ ...botStart, seen: null });

/**
 * Answers what a customer wrote since their last turn: once, whichever processes try, and whenever one of them dies. What is
 * said, where the ticket goes and that it was done are one commit. Who took the ticket meanwhile has it.
 */
export async function answerCustomer(companyId: string, ticketId: string): Promise<void> {
  const due = await queryOne<{ bot: unknown; bot_due_at: Date; text_due: TextDue | null }>(
    'SELECT bot, bot_due_at, text_due FROM tickets WHERE id = $1 AND bot_due_at <= now() FOR NO KEY UPDATE',
    [ticketId],
  );
  if (!due) return;
  const ticket = await queryOne<TicketRow>(
    `SELECT ${ticketColumns} FROM tickets t ${ticketJoins} WHERE t.id = $1`,
    [ticketId],
  );
  await query('UPDATE tickets SET bot_due_at = NULL, text_due = NULL WHERE id = $1', [ticketId]);
  if (!ticket) return;
  if (due.text_due && (await sayDueText(companyId, ticket, due.text_due))) return;
  if (ticket.status === 'closed' || (await answerAbsence(companyId, ticket))) return;
  if (ticket.status !== 'pending') return;
  if (due.bot === null) return welcome(companyId, ticket);
  const { seen, ...state } = keptState.parse(due.bot);
  const { facts, newest, language } = await readFacts(ticket, { seen, since: due.bot_due_at });
  const menu = await readMenu(ticket.connection_id, language);
  if (!menu) {
    await handOver(companyId, ticket, null, 'silent');
    return;
  }
  const decision = decideAnswer(menu, state, facts);
  await query('UPDATE tickets SET bot = $2 WHERE id = $1', [
    ticket.id,
    decision.state && JSON.stringify({ ...decision.state, seen: newest ?? seen }),
  ]);
  let row = ticket;
  for (const effect of decision.effects) row = await act(companyId, row, effect);
}

async function act(companyId: string, ticket: TicketRow, effect: BotEffect): Promise<TicketRow> {
  if (effect.do === 'say') {
    const file = effect.fileId ? await readFile(effect.fileId) : null;
    if (!file && !effect.text) return ticket;
    return queueAutomatic(companyId, ticket, { text: effect.text, file });
  }
  if (effect.do === 'handOver') return handOver(companyId, ticket, effect.queueId, effect.because);
  const closed = { status: 'closed', assignee: null, acceptedAt: null, closedAt: new Date() } as const;
  await changeTicket({ companyId }, ticket, 'ticket.closed', closed);
  // What the menu said last is its farewell.
  await query('UPDATE tickets SET bot_due_at = NULL, text_due = NULL WHERE id = $1', [ticket.id]);
  return ticket;
}

function readFile(fileId: string): Promise<FileRow | null> {
  return queryOne<FileRow>(`SELECT ${fileColumns} FROM files f WHERE f.id = $1 AND f.state = 'ready'`, [
    fileId,
  ]);
}
