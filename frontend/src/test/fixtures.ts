import type { Session } from '@ticketz/contract/auth';
import type { Contact } from '@ticketz/contract/contacts';
import type { Message } from '@ticketz/contract/messages';
import type { Ticket } from '@ticketz/contract/tickets';
import { uuidv7 } from '../lib/uuid.ts';

export const ana = { id: uuidv7(), name: 'Ana Souza' };
export const bruno = { id: uuidv7(), name: 'Bruno Lima' };
export const shop = { id: uuidv7(), name: 'Loja 1' };
export const maria = { id: uuidv7(), name: 'Maria Oliveira', phoneNumber: '5511987654321' };

const start = Date.parse('2026-11-20T10:00:00.000Z');
let minutes = 0;

function nextMinute(): string {
  minutes += 1;
  return new Date(start + minutes * 60_000).toISOString();
}

export function makeSession(user: Partial<Session['user']> = {}): Session {
  return {
    accessToken: 'token',
    expiresAt: '2036-01-01T00:00:00.000Z',
    sessionId: uuidv7(),
    user: {
      ...ana,
      email: 'ana@shop.test',
      role: 'agent',
      language: null,
      theme: 'system',
      mustChangePassword: false,
      signature: null,
      signs: true,
      avatarId: null,
      away: false,
      company: { id: uuidv7(), name: 'Loja', signatures: 'off', exclusiveAssignment: false },
      ...user,
    },
  };
}

/** A waiting ticket of Maria's, newer than those made before. */
export function makeTicket(values: Partial<Ticket> = {}): Ticket {
  const at = nextMinute();
  return {
    id: uuidv7(),
    number: minutes,
    status: 'pending',
    contact: maria,
    connection: shop,
    queueId: null,
    assignee: null,
    tagIds: [],
    group: null,
    unreadCount: 0,
    lastMessage: { text: 'Oi', kind: 'text', direction: 'inbound', status: null, sentAt: at, deleted: false },
    lastMessageAt: at,
    createdAt: at,
    acceptedAt: null,
    closedAt: null,
    withBot: false,
    snoozed: null,
    wokenAt: null,
    version: 1,
    ...values,
  };
}

/** A message of the customer's, newer than those made before. */
export function makeMessage(ticketId: string, values: Partial<Message> = {}): Message {
  const at = nextMinute();
  return {
    id: uuidv7(),
    ticketId,
    direction: 'inbound',
    kind: 'text',
    text: 'Oi',
    status: null,
    failureReason: null,
    author: null,
    member: null,
    fromPhone: false,
    clientId: null,
    sentAt: at,
    createdAt: at,
    deliveredAt: null,
    readAt: null,
    version: 1,
    file: null,
    details: null,
    quoted: null,
    forwarded: false,
    reactions: [],
    editedAt: null,
    deletedAt: null,
    failedChange: null,
    ...values,
  };
}

export function makeContact(values: Partial<Contact> = {}): Contact {
  return {
    ...maria,
    givenName: null,
    pushName: 'Maria',
    identities: [{ kind: 'phone', value: maria.phoneNumber }],
    email: null,
    language: null,
    notes: '',
    botOff: false,
    blocked: false,
    consents: [],
    tagIds: [],
    fields: [],
    ticketCount: 2,
    createdAt: '2026-01-02T10:00:00.000Z',
    ...values,
  };
}
