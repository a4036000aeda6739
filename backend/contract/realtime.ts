import { z } from 'zod';
import { me } from './auth.ts';
import { connection, connectionSummary } from './connections.ts';
import { contactImport } from './contact-imports.ts';
import { contact } from './contacts.ts';
import { draft } from './drafts.ts';
import { id, instant } from './ids.ts';
import { message } from './messages.ts';
import { mention } from './notes.ts';
import { queueSummary } from './queues.ts';
import { reminder } from './reminders.ts';
import { companySettings } from './settings.ts';
import { tag } from './tags.ts';
import { ticketView } from './ticket-views.ts';
import { ticket, ticketPresence } from './tickets.ts';
import { colleague, user, userSummary } from './users.ts';

/**
 * What the server tells the browser. Payloads are the entities of the REST API. Delivered at least once and not
 * always in order: of two versions of an entity the one with the higher `version` counts.
 */
export const realtimeEvents = {
  'ticket.created': z.object({ ticket }),
  'ticket.updated': z.object({ ticket }),
  /** This person can't see the ticket any more; `takenBy` when a colleague has taken it. */
  'ticket.removed': z.object({ ticketId: id, takenBy: userSummary.nullable() }),
  /** The time until which it was put off is up: told to whose ticket it is. */
  'ticket.woken': z.object({ ticket }),
  /** Its customer has said how it went: ask for its timeline anew. */
  'ticket.rated': z.object({ ticketId: id }),
  /** Somebody has given this person, or a queue that they look after, a ticket. `by` null: the queue hands them out. */
  'ticket.transferred': z.object({
    ticket,
    by: userSummary.nullable(),
    note: z.string().max(300),
    at: instant,
  }),
  'message.created': z.object({ message }),
  'message.updated': z.object({ message }),
  'contact.updated': z.object({ contact }),
  'contact.removed': z.object({ contactId: id }),
  /** Tickets and messages have moved between these contacts, or there are many new ones: ask anew. */
  'contacts.rearranged': z.object({ contactIds: z.array(id) }),
  'contactImport.updated': z.object({ contactImport }),
  'queue.updated': z.object({ queue: queueSummary }),
  'queue.removed': z.object({ queueId: id }),
  /** Their order is another: ask anew. */
  'queues.rearranged': z.object({}),
  /** What this person may see is another by now: ask anew, and let go of what is gone. */
  'sight.changed': z.object({}),
  'tag.updated': z.object({ tag }),
  'tag.removed': z.object({ tagId: id }),
  'ticketView.updated': z.object({ view: ticketView }),
  /** It is deleted, or not shared any more. */
  'ticketView.removed': z.object({ viewId: id }),
  /** Admins get the connection with its codes, everybody else the summary. */
  'connection.updated': z.object({ connection }),
  'connection.removed': z.object({ connectionId: id }),
  'connection.stateChanged': z.object({ connection: connectionSummary }),
  'user.updated': z.object({ user }),
  'profile.updated': z.object({ user: me }),
  /** A colleague has another picture. */
  'colleague.updated': z.object({ colleague }),
  /** A colleague says that they are away, or back. */
  'colleague.went': z.object({ userId: id, away: z.boolean() }),
  'settings.updated': z.object({ settings: companySettings }),
  'draft.updated': z.object({ draft }),
  /** This person has put a star on a message, or taken it away. */
  'star.updated': z.object({ ticketId: id, messageId: id, starred: z.boolean() }),
  /** A colleague's note names this person. */
  'mention.created': z.object({ mention }),
  /** This person has seen what names them in a ticket. */
  'mention.seen': z.object({ ticketId: id }),
  'reminder.updated': z.object({ reminder }),
  'reminder.removed': z.object({ reminderId: id }),
  /** The time of a reminder has come: told once. */
  'reminder.fired': z.object({ reminder }),
} as const;
export type RealtimeEventType = keyof typeof realtimeEvents;
export type RealtimeEventData<T extends RealtimeEventType> = z.infer<(typeof realtimeEvents)[T]>;

/** Told while it lasts and never stored: who is typing, who has come on line. */
export const ephemeralEvents = {
  'customer.typing': z.object({ ticketId: id, state: z.enum(['composing', 'recording', 'paused']) }),
  'colleague.present': ticketPresence,
  /** A colleague's browser tab is gone, wherever it was. */
  'colleague.left': z.object({ tab: id }),
  'user.presence': z.object({ userId: id, online: z.boolean(), lastSeenAt: instant.nullable() }),
} as const;
export type EphemeralEventType = keyof typeof ephemeralEvents;
export type EphemeralEventData<T extends EphemeralEventType> = z.infer<(typeof ephemeralEvents)[T]>;

/** One stored event on the wire. `seq` grows, with gaps: a person gets only what they may see. */
export type RealtimeEnvelope = {
  [T in RealtimeEventType]: { seq: number; type: T; data: RealtimeEventData<T> };
}[RealtimeEventType];

export type EphemeralEnvelope = {
  [T in EphemeralEventType]: { type: T; data: EphemeralEventData<T> };
}[EphemeralEventType];

/** What the browser says when it opens the socket. `after` is the last `seq` it has seen, if any. */
export const socketAuth = z.object({
  token: z.string().max(4096),
  after: z.number().int().nonnegative().optional(),
  /** The browser tab's own id, under which it tells where its person is. */
  tab: id.optional(),
});
export type SocketAuth = z.infer<typeof socketAuth>;

/**
 * Answer to a new socket, before any event. `resumed` true: everything missed since `after` follows as events (some
 * may come twice). False: too much or too long ago, so refetch what is on the screen.
 */
export interface SocketReady {
  resumed: boolean;
  seq: number;
}

/** Why the server ended a socket; the browser then refreshes its token, or goes to the log-in. */
export type SocketEnd = 'session_ended' | 'token_expired';

/** Socket.IO's event names and what they carry. The browser sends nothing but the handshake. */
export interface ServerToClient {
  ready: (ready: SocketReady) => void;
  /** What happened in one transaction, in its order. */
  events: (envelopes: RealtimeEnvelope[]) => void;
  ephemeral: (envelope: EphemeralEnvelope) => void;
  end: (reason: SocketEnd) => void;
}
