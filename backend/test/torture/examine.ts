import type { ChatMessage } from '@ticketz/mock-whatsapp/api/chat-message';
import pg from 'pg';
import type { Cast, Chat } from './cast.ts';
import { groupBy } from './group-by.ts';
import type { System } from './system.ts';
import type { Reply, Traffic } from './traffic.ts';
import type { Reordered } from './trouble.ts';

/** What is where, and all that isn't as it should be. */
export interface Ledger {
  received: number;
  stored: number;
  shown: number;
  queued: number;
  sent: number;
  arrived: number;
  /** Sent more than once under one id, which phones show once. */
  sentAgain: number;
  differences: string[];
}

interface Row {
  id: string;
  company_id: string;
  ticket_id: string;
  connection_id: string;
  channel_message_id: string;
  direction: 'inbound' | 'outbound';
  kind: string;
  text: string;
  status: string | null;
  client_id: string | null;
  sent_at: Date;
}

/** A reorder fault waits for some messages before it lets go of them. */
const reorderedForMs = 15_000;

/** Compares what the customers have written and got with the database and with the agents' screens. */
export async function examine(
  system: System,
  cast: Cast,
  traffic: Traffic,
  reordered: Reordered[],
): Promise<Ledger> {
  const client = new pg.Client({ connectionString: system.databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Row>(
      `SELECT id, company_id, ticket_id, connection_id, channel_message_id, direction, kind, text, status, client_id,
              sent_at FROM messages ORDER BY sent_at, id`,
    );
    const ledger = emptyLedger();
    const rowsOf = groupBy(rows, (row) => row.ticket_id);
    const repliesOf = groupBy(traffic.replies, (reply) => reply.chat);
    for (const chat of cast.chats) {
      const own = rowsOf.get(chat.ticketId) ?? [];
      examineInbound(ledger, chat, own, reordered);
      examineOutbound(ledger, chat, own, repliesOf.get(chat) ?? []);
      examineScreen(ledger, chat, own);
      rowsOf.delete(chat.ticketId);
    }
    for (const ticketId of rowsOf.keys()) ledger.differences.push(`ticket ${ticketId} belongs to no chat`);
    await examineRest(ledger, client, cast);
    return ledger;
  } finally {
    await client.end();
  }
}

function emptyLedger(): Ledger {
  return { received: 0, stored: 0, shown: 0, queued: 0, sent: 0, arrived: 0, sentAgain: 0, differences: [] };
}

function examineInbound(ledger: Ledger, chat: Chat, rows: Row[], reordered: Reordered[]): void {
  const written = chat.customer.chat(chat.phone).filter(({ fromMe }) => fromMe);
  const stored = rows.filter(({ direction }) => direction === 'inbound');
  const byId = groupBy(stored, (row) => row.channel_message_id);
  ledger.received += written.length;
  ledger.stored += stored.length;
  const differ = (message: { id: string; text?: string }, what: string) =>
    ledger.differences.push(`inbound ${message.id} "${message.text}": ${what}`);
  for (const message of written) {
    const [row, ...others] = byId.get(message.id) ?? [];
    byId.delete(message.id);
    if (!row) differ(message, 'not stored');
    else if (row.text !== message.text) differ(message, `stored as ${row.kind} "${row.text}"`);
    if (others.length > 0) differ(message, `stored ${others.length + 1} times`);
    if (message.status === 'sent') differ(message, 'not confirmed to the customer');
  }
  for (const [id, [row]] of byId) differ({ id, text: row?.text }, 'stored, but nobody wrote it');
  examineOrder(ledger, chat, written, stored, reordered);
}

/** Times on WhatsApp are whole seconds: within one, what was pushed in another order on purpose stays so. */
function examineOrder(
  ledger: Ledger,
  { phone }: Chat,
  written: ChatMessage[],
  stored: Row[],
  reordered: Reordered[],
): void {
  const place = new Map(written.map((message, index) => [message.id, { index, message }]));
  let before: { index: number; message: ChatMessage } | undefined;
  for (const row of stored) {
    const current = place.get(row.channel_message_id);
    if (!current) continue;
    if (before && current.index < before.index && !onPurpose(current.message, before.message)) {
      ledger.differences.push(
        `order: ${before.message.id} "${before.message.text}" comes before ${row.channel_message_id} "${row.text}"`,
      );
    }
    before = current;
  }

  /** Written while it waited, or before and pushed, or pushed again, after it came. */
  function mayBeHit({ timestamp, deliveredAt }: ChatMessage, { number, from }: Reordered): boolean {
    const at = timestamp.getTime();
    if (number !== phone.number) return false;
    return at < from ? (deliveredAt?.getTime() ?? from) >= from : at <= from + reorderedForMs;
  }

  function onPurpose(one: ChatMessage, other: ChatMessage): boolean {
    const [at, otherAt] = [one.timestamp.getTime(), other.timestamp.getTime()];
    if (Math.floor(at / 1000) !== Math.floor(otherAt / 1000)) return false;
    return [one, other].some((message) => reordered.some((fault) => mayBeHit(message, fault)));
  }
}

function examineOutbound(ledger: Ledger, { customer, phone }: Chat, rows: Row[], replies: Reply[]): void {
  const arrived = groupBy(
    customer.chat(phone).filter(({ fromMe }) => !fromMe),
    (message) => message.text,
  );
  const stored = groupBy(rows, (row) => row.client_id);
  ledger.queued += replies.length;
  for (const { clientId, text } of replies) {
    const differ = (what: string) => ledger.differences.push(`outbound ${clientId} "${text}": ${what}`);
    const [row, ...others] = stored.get(clientId) ?? [];
    const messages = arrived.get(text) ?? [];
    const [message] = messages;
    arrived.delete(text);
    stored.delete(clientId);
    if (!row || others.length > 0) differ(`stored ${row ? others.length + 1 : 0} times`);
    if (messages.length !== 1) differ(`arrived ${messages.length} times`);
    const expected = message?.status === 'read' ? 'read' : 'delivered';
    if (row && message && row.status !== expected) differ(`is ${row.status}, on the phone it is ${expected}`);
    if (row?.status && ['sent', 'delivered', 'read'].includes(row.status)) ledger.sent += 1;
    if (messages.length > 0) ledger.arrived += 1;
    if (message && message.copies > 1) ledger.sentAgain += 1;
  }
  for (const text of arrived.keys())
    ledger.differences.push(`outbound "${text}": arrived, but nobody sent it`);
  for (const [clientId, [row]] of stored) {
    if (row?.direction === 'outbound')
      ledger.differences.push(`outbound ${clientId ?? row.id} "${row.text}": stored, but nobody sent it`);
  }
}

/** What the agent's browser shows must be what is stored, each message once. */
function examineScreen(ledger: Ledger, { agent, ticketId }: Chat, rows: Row[]): void {
  for (const row of rows) {
    const shown = agent.messages.get(row.id);
    const differ = (what: string) =>
      ledger.differences.push(`screen ${row.channel_message_id} "${row.text}": ${what}`);
    if (!shown) {
      differ('not shown');
      continue;
    }
    const { message, arrivals } = shown;
    if (row.direction === 'inbound') ledger.shown += 1;
    if (arrivals > 1) differ(`announced ${arrivals} times`);
    if (message.ticketId !== ticketId) differ('shown in another ticket');
    if (message.text !== row.text || message.kind !== row.kind) differ(`shown as "${message.text}"`);
    if (message.status !== row.status) differ(`shown as ${message.status}, is ${row.status}`);
  }
}

async function examineRest(ledger: Ledger, client: pg.Client, { chats, phones }: Cast): Promise<void> {
  const count = async (what: string, sql: string, expected = 0) => {
    const found = Number((await client.query<{ count: string }>(sql)).rows[0]?.count);
    if (found !== expected) ledger.differences.push(`${what}: ${found} instead of ${expected}`);
  };
  await count('open in the journal', 'SELECT count(*) FROM whatsapp_journal WHERE handled_at IS NULL');
  await count('events not delivered', 'SELECT count(*) FROM realtime_events WHERE delivered_at IS NULL');
  await count('messages queued', "SELECT count(*) FROM messages WHERE status = 'queued'");
  await count('contacts', 'SELECT count(*) FROM contacts', chats.length);
  await count('tickets', 'SELECT count(*) FROM tickets', chats.length);
  await count('connected', "SELECT count(*) FROM connections WHERE state = 'connected'", phones.length);
  await count('owned', 'SELECT count(*) FROM connections WHERE lease_until > now()', phones.length);
  await count(
    'tickets with a wrong unread count',
    `SELECT count(*) FROM tickets t WHERE unread_count <>
       (SELECT count(*) FROM messages m WHERE m.ticket_id = t.id AND m.direction = 'inbound')`,
  );
  await count(
    'tickets with a wrong last message',
    `SELECT count(*) FROM tickets t WHERE last_message_at <>
       (SELECT max(sent_at) FROM messages m WHERE m.ticket_id = t.id)`,
  );
  for (const phone of phones) {
    const waiting = phone.devices.reduce((sum, device) => sum + device.queued, 0);
    if (waiting > 0) ledger.differences.push(`${phone.name}: WhatsApp keeps ${waiting} unconfirmed stanzas`);
  }
}
