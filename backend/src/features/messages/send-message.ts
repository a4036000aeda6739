import { randomBytes } from 'node:crypto';
import type { Message, OutgoingMessage } from '@ticketz/contract/messages';
import { type Signature, signText } from '@ticketz/contract/signatures';
import { now } from '../../core/clock.ts';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import type { Vault } from '../../core/secrets.ts';
import { uuidLiteral } from '../../core/tenancy.ts';
import { afterCommit, queryOne } from '../../core/unit-of-work.ts';
import { createWhatsappMessageId } from '../connections/whatsapp/whatsapp-message-id.ts';
import type { FileRow } from '../files/file.presenter.ts';
import { settingInSql } from '../settings/company-settings.ts';
import { getTicketToWrite, mayWrite, mustMayWrite, sightOf } from '../tickets/ticket.policy.ts';
import { presentTicket, type TicketRow } from '../tickets/ticket.presenter.ts';
import { type MessageRow, messageColumns, messageJoins, presentMessage } from './message.presenter.ts';
import { nameMembers } from './name-members.ts';
import { quoteIn } from './quote-in.ts';
import { type NewMessage, plainText, type StoredMessage, storeMessage } from './store-message.ts';
import { kindToSend, takeQuickFile, takeUpload } from './take-upload.ts';

/** What a message of ours consists of. */
export type Contents = Pick<
  NewMessage,
  'kind' | 'text' | 'details' | 'file' | 'quoted' | 'forwarded' | 'secret'
>;

/** Seals what only the process that sends may read. */
export type Sealer = Pick<Vault, 'seal'>;

const pollSecretLength = 32;

/**
 * Takes a message that somebody wants to send: stored as `queued`, under the id it will have on WhatsApp, so that it
 * can be tried again and never arrives twice. The process that holds the connection sends it. Idempotent by `clientId`.
 */
export async function sendMessage(
  actor: Actor,
  ticketId: string,
  body: OutgoingMessage,
  sealer: Sealer,
): Promise<Message> {
  const { signature, ...ticket } = await getTicketToWrite<{ signature: Signature | null }>(
    actor,
    ticketId,
    signatureOf(actor),
  );
  const allowed = mayWrite(actor, ticket);
  // An upload is taken once: that this is the second time must be known before.
  const repeated = 'fileId' in body ? await findByClientId(body.clientId) : null;
  const stored = allowed && !repeated ? await store(actor, ticket, signed(body, signature), sealer) : null;
  if (stored) {
    tellQueued(actor.companyId, ticket, stored);
    return presentMessage(stored.message);
  }
  const known = repeated ?? (await findByClientId(body.clientId));
  if (known) return presentKnown(actor, ticket, known);
  mustMayWrite(actor, ticket);
  // Taken, and yet not to be seen: nothing that an honest client does.
  throw notFound();
}

/** How the actor signs, as an SQL column; null where they or the company don't want that. */
function signatureOf({ userId }: Actor): string {
  const place = settingInSql('signatures', 'k');
  return `(SELECT jsonb_build_object('name', coalesce(w.signature, w.name), 'place', ${place})
             FROM users w JOIN companies k ON k.id = w.company_id
            WHERE w.id = ${uuidLiteral(userId)} AND w.signs AND ${place} <> 'off') AS signature`;
}

/** Texts and captions are signed; places, cards and polls aren't. */
function signed(body: OutgoingMessage, signature: Signature | null): OutgoingMessage {
  return 'text' in body ? { ...body, text: signText(body.text, signature) } : body;
}

/** Null when the client id is taken: the message is there already. */
async function store(
  actor: Actor,
  ticket: TicketRow,
  body: OutgoingMessage,
  sealer: Sealer,
): Promise<StoredMessage | null> {
  const quoted = body.quotedMessageId ? await quoteIn(ticket, body.quotedMessageId) : null;
  const file = 'fileId' in body ? await takeFile(actor, body) : null;
  const named =
    'memberIds' in body && body.memberIds ? await nameMembers(ticket, body.text, body.memberIds) : {};
  const contents = { ...contentsOf(body, file, sealer), ...named, quoted };
  return storeMessage(ticket, newMessage(actor, body.clientId, contents, now()));
}

function takeFile(
  actor: Actor,
  { fileId, quickMessageId }: { fileId: string; quickMessageId?: string | undefined },
): Promise<FileRow> {
  return quickMessageId ? takeQuickFile(actor, quickMessageId, fileId) : takeUpload(actor, fileId);
}

/** A message that waits to be sent. `actor` null: nobody wrote it, it is automatic. */
export function newMessage(
  actor: Actor | null,
  clientId: string | null,
  contents: Contents,
  at: Date,
): NewMessage {
  return {
    ...contents,
    channelMessageId: createWhatsappMessageId(),
    direction: 'outbound',
    status: 'queued',
    author: actor && { id: actor.userId, name: actor.name },
    fromPhone: false,
    clientId,
    sentAt: wholeSecond(at),
    replyAddress: null,
    unread: false,
    media: null,
  };
}

function contentsOf(body: OutgoingMessage, file: FileRow | null, sealer: Sealer): Omit<Contents, 'quoted'> {
  if ('location' in body) {
    return { ...plainText, kind: 'location', text: '', details: { location: body.location } };
  }
  if ('contacts' in body) {
    return { ...plainText, kind: 'contact_card', text: '', details: { contacts: body.contacts } };
  }
  if ('poll' in body) {
    const { question, options, severalAllowed } = body.poll;
    const open = options.map((name) => ({ name, votes: 0, byCustomer: false }));
    const secret = sealer.seal(randomBytes(pollSecretLength));
    return {
      ...plainText,
      kind: 'poll',
      text: question,
      details: { poll: { options: open, severalAllowed } },
      secret,
    };
  }
  if (!file) return { ...plainText, text: body.text };
  const asDocument = 'asDocument' in body && body.asDocument === true;
  return { ...plainText, kind: kindToSend(file, asDocument), text: body.text, file };
}

/** Tells of a queued message, and has it sent. */
export function tellQueued(companyId: string, before: TicketRow, { message, ticket }: StoredMessage): void {
  const audience = sightOf(ticket);
  publish('message.queued', { companyId, message: presentMessage(message), ticket: audience });
  publish('ticket.touched', {
    companyId,
    ticket: presentTicket(ticket),
    before: sightOf(before),
  });
  afterCommit(() => signal('outbox.filled', { companyId, connectionId: ticket.connection_id }));
}

export function findByClientId(clientId: string): Promise<MessageRow | null> {
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
