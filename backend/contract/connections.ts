import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';
import { languages } from './preferences.ts';

/**
 * The truth about a connection, as far as the server knows it.
 * `unlinked`: never linked or unlinked by us · `starting`: a process is opening it · `linking`: shows a QR or a
 * pairing code · `connected` · `reconnecting`: linked, the network is gone, trying again · `stopped`: needs a person,
 * see `reason`.
 */
export const connectionStates = [
  'unlinked',
  'starting',
  'linking',
  'connected',
  'reconnecting',
  'stopped',
] as const;
export type ConnectionState = (typeof connectionStates)[number];

/** Why it isn't connected; the UI says each in plain words with what to do. */
export const connectionReasons = [
  'logged_out',
  'replaced',
  'banned',
  'link_expired',
  'link_failed',
  'passkey_required',
  'network',
  'timeout',
  'restart_required',
  'unavailable',
  'bad_session',
] as const;
export type ConnectionReason = (typeof connectionReasons)[number];

export const linkMethods = ['qr', 'code'] as const;

/**
 * What becomes of the account's groups. `ignored`: nothing of them is stored · `tickets`: each is a ticket like a
 * customer's · `tab`: they stand in a tab of their own, and whoever sees one answers in it.
 */
export const groupModes = ['ignored', 'tickets', 'tab'] as const;
export type GroupMode = (typeof groupModes)[number];

/** What a connection says by itself may be this long. */
export const automaticTextLength = 1_000;
const automaticText = z.string().trim().max(automaticTextLength);

/**
 * What a connection tells its customers by itself, each only if it isn't empty; variables in it are filled in, in
 * `language`. `greetingText`: to whoever begins and doesn't come to the bot · `outOfHoursText`: once per absence ·
 * `farewellText`: when their ticket is closed · `transferText`: when it is given to somebody else or to another queue.
 */
export const connectionTexts = z.strictObject({
  language: z.enum(languages),
  greetingText: automaticText,
  outOfHoursText: automaticText,
  farewellText: automaticText,
  transferText: automaticText,
});
export type ConnectionTexts = z.infer<typeof connectionTexts>;

/**
 * How a connection behaves. `callText`: what a caller who was rejected gets, once an hour; nothing where it is empty.
 * `readReceipts`: customers see that an agent has read what they wrote.
 */
export const connectionSettings = z.strictObject({
  groups: z.enum(groupModes),
  rejectCalls: z.boolean(),
  callText: automaticText,
  readReceipts: z.boolean(),
});
export type ConnectionSettings = z.infer<typeof connectionSettings>;

/** A connection as everybody in the company sees it. */
export const connectionSummary = z.object({ id, name: z.string(), state: z.enum(connectionStates) });

/**
 * A connection as admins see it. `link` is there while `state` is `linking`: `value` is the text of the QR code or the
 * eight characters of the pairing code; it is replaced at `expiresAt`.
 */
export const connection = z.object({
  id,
  name: z.string(),
  channel: z.enum(['whatsapp']),
  isDefault: z.boolean(),
  state: z.enum(connectionStates),
  reason: z.enum(connectionReasons).nullable(),
  /** The linked account: its number as E.164 digits without `+`, and the name its owner gave it. */
  phoneNumber: z.string().nullable(),
  profileName: z.string().nullable(),
  link: z.object({ method: z.enum(linkMethods), value: z.string(), expiresAt: instant }).nullable(),
  /** When the next attempt is due, while `reconnecting`. */
  retryAt: instant.nullable(),
  connectedAt: instant.nullable(),
  lastInboundAt: instant.nullable(),
  lastOutboundAt: instant.nullable(),
  /**
   * How much of the phone's past conversations has been taken over, and in how many messages; null when it wasn't asked
   * for.
   */
  history: z.object({ percent: z.int().min(0).max(100), messages: z.int() }).nullable(),
  settings: connectionSettings,
  texts: connectionTexts,
  createdAt: instant,
});
export type Connection = z.infer<typeof connection>;
/**
 * One hour of a connection, by the time that we got or wrote things. `received`: what WhatsApp delivered, of any kind:
 * also reactions, edits and copies from the phone, so it is at least `stored`. `waiting`: received and not dealt with
 * yet. `placeholders`: stored, but can't be read yet. `sent`, `delivered` and `read` each include those that came
 * further. `difference`: something waits longer than it ever should; a person must look.
 */
export const ledgerHour = z.object({
  hour: instant,
  received: z.int(),
  waiting: z.int(),
  stored: z.int(),
  placeholders: z.int(),
  queued: z.int(),
  sent: z.int(),
  delivered: z.int(),
  read: z.int(),
  failed: z.int(),
  difference: z.boolean(),
});
export type LedgerHour = z.infer<typeof ledgerHour>;

const perMinute = z.object({ inbound: z.number(), outbound: z.number() });
/** Something that happened to a connection: its new state, and why. */
export const connectionEvent = z.object({
  at: instant,
  state: z.enum(connectionStates),
  reason: z.enum(connectionReasons).nullable(),
});
export type ConnectionEvent = z.infer<typeof connectionEvent>;
/**
 * How a connection fares at this moment. `stateSince`: null when it isn't known. `messagesPerMinute`: the mean of the last
 * five minutes and of the last hour, both directions. `queued`: our messages that haven't gone out yet; `waiting`:
 * what came and isn't dealt with yet. `reconnects` and `sendingLimits` (messages that WhatsApp refused because of
 * its limit for new conversations) are of the last 24 hours; so are `events`: the newest twenty, newest first.
 */
export const connectionHealth = z.object({
  state: z.enum(connectionStates),
  reason: z.enum(connectionReasons).nullable(),
  stateSince: instant.nullable(),
  connectedAt: instant.nullable(),
  lastInboundAt: instant.nullable(),
  lastOutboundAt: instant.nullable(),
  messagesPerMinute: z.object({ fiveMinutes: perMinute, hour: perMinute }),
  queued: z.int(),
  waiting: z.int(),
  reconnects: z.int(),
  sendingLimits: z.int(),
  events: z.array(connectionEvent),
});
export type ConnectionHealth = z.infer<typeof connectionHealth>;
export type ConnectionSummary = z.infer<typeof connectionSummary>;

const connectionParams = z.object({ connectionId: id });
const connectionName = z.string().trim().min(1).max(60);

export const connectionEndpoints = {
  listConnections: endpoint({
    method: 'GET',
    path: '/connections',
    access: 'admin',
    response: z.object({ items: z.array(connection) }),
  }),
  /** Names and states only: agents see whether their customers can be reached. */
  listConnectionSummaries: endpoint({
    method: 'GET',
    path: '/connection-summaries',
    access: 'agent',
    response: z.object({ items: z.array(connectionSummary) }),
  }),
  getConnection: endpoint({
    method: 'GET',
    path: '/connections/:connectionId',
    access: 'admin',
    params: connectionParams,
    response: connection,
  }),
  createConnection: endpoint({
    method: 'POST',
    path: '/connections',
    access: 'admin',
    body: z.strictObject({ name: connectionName }),
    response: connection,
  }),
  /** `importHistory`: when a phone is linked next, its past conversations are taken over into closed tickets. */
  updateConnection: endpoint({
    method: 'PATCH',
    path: '/connections/:connectionId',
    access: 'admin',
    params: connectionParams,
    body: z.strictObject({
      name: connectionName.optional(),
      isDefault: z.literal(true).optional(),
      importHistory: z.boolean().optional(),
      settings: connectionSettings.partial().optional(),
      texts: connectionTexts.partial().optional(),
    }),
    response: connection,
  }),
  /** Unlinks the account first. Tickets and messages stay readable. */
  deleteConnection: endpoint({
    method: 'DELETE',
    path: '/connections/:connectionId',
    access: 'admin',
    params: connectionParams,
    response: z.void(),
  }),
  /** Starts linking, or starts over with fresh codes. QR codes and pairing code arrive as `connection.updated`. */
  linkConnection: endpoint({
    method: 'POST',
    path: '/connections/:connectionId/link',
    access: 'admin',
    params: connectionParams,
    body: z.discriminatedUnion('method', [
      z.strictObject({ method: z.literal('qr') }),
      z.strictObject({ method: z.literal('code'), phoneNumber: z.string().min(6).max(30) }),
    ]),
    response: connection,
  }),
  /** Stops linking, or logs the linked account out on WhatsApp. */
  unlinkConnection: endpoint({
    method: 'POST',
    path: '/connections/:connectionId/unlink',
    access: 'admin',
    params: connectionParams,
    response: connection,
  }),
  /** What came and what went, by hour, newest first: the last 48 hours, empty ones too. */
  connectionLedger: endpoint({
    method: 'GET',
    path: '/connections/:connectionId/ledger',
    access: 'admin',
    params: connectionParams,
    response: z.object({ items: z.array(ledgerHour) }),
  }),
  /** How it fares right now. Cheap enough to be asked every few seconds by who looks at it. */
  connectionHealth: endpoint({
    method: 'GET',
    path: '/connections/:connectionId/health',
    access: 'admin',
    params: connectionParams,
    response: connectionHealth,
  }),
  /** Tries again at once after `stopped` or while `reconnecting`. */
  reconnectConnection: endpoint({
    method: 'POST',
    path: '/connections/:connectionId/reconnect',
    access: 'admin',
    params: connectionParams,
    response: connection,
  }),
};
