import type { Message } from '@ticketz/contract/messages';
import { now } from '../../core/clock.ts';
import { AppError, notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import { afterCommit, queryOne } from '../../core/unit-of-work.ts';
import { createWhatsappMessageId } from '../connections/whatsapp/whatsapp-message-id.ts';
import { canReply, getTicketToWrite } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';
import { type StoredMessage, storeMessage } from './store-message.ts';

/**
 * Takes a message that somebody wants to send: stored as `queued`, under the id it will have on WhatsApp, so that it
 * can be tried again and never arrives twice. The process that holds the connection sends it. Idempotent by `clientId`.
 */
export async function sendMessage(
  actor: Actor,
  ticketId: string,
  { clientId, text }: { clientId: string; text: string },
): Promise<Message> {
  const ticket = await getTicketToWrite(actor, ticketId);
  const mayWrite = ticket.status === 'open' && canReply(actor, ticket);
  const stored = mayWrite ? await store(actor, ticket, { clientId, text }) : null;
  if (stored) {
    tell(actor.companyId, ticket, stored);
    return presentMessage(stored.message);
  }
  const known = await findByClientId(clientId);
  if (known) return presentKnown(actor, ticket, known);
  // Taken, and yet not to be seen: nothing that an honest client does.
  throw mayWrite ? notFound() : new AppError('ticket_not_open');
}

/** Null when the client id is taken: the message is there already. */
function store(
  actor: Actor,
  ticket: TicketRow,
  { clientId, text }: { clientId: string; text: string },
): Promise<StoredMessage | null> {
  return storeMessage(ticket, {
    channelMessageId: createWhatsappMessageId(),
    direction: 'outbound',
    kind: 'text',
    text,
    status: 'queued',
    author: { id: actor.userId, name: actor.name },
    fromPhone: false,
    clientId,
    sentAt: wholeSecond(now()),
    replyAddress: null,
    unread: false,
  });
}

function tell(companyId: string, before: TicketRow, { message, ticket }: StoredMessage): void {
  const audience = { status: ticket.status, assigneeId: ticket.assignee_id };
  publish('message.queued', { companyId, message: presentMessage(message), ticket: audience });
  publish('ticket.touched', {
    companyId,
    ticket: presentTicket(ticket),
    before: { status: before.status, assigneeId: before.assignee_id },
  });
  afterCommit(() => signal('outbox.filled', { companyId, connectionId: ticket.connection_id }));
}

function findByClientId(clientId: string): Promise<MessageRow | null> {
  return queryOne<MessageRow>(
    `SELECT ${messageColumns} FROM messages m ${messageJoins} WHERE m.client_id = $1`,
    [clientId],
  );
}

function presentKnown(actor: Actor, ticket: TicketRow, known: MessageRow): Message {
  if (known.ticket_id !== ticket.id || known.author_id !== actor.userId) throw notFound();
  return presentMessage(known);
}

/** WhatsApp's times are whole seconds; with ours as whole, what came first within one second stays first. */
function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
