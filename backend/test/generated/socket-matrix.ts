import { randomUUID } from 'node:crypto';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { contactImportEndpoints } from '@ticketz/contract/contact-imports';
import { contactMergeEndpoints } from '@ticketz/contract/contact-merges';
import { contactEndpoints } from '@ticketz/contract/contacts';
import { draftEndpoints } from '@ticketz/contract/drafts';
import { messageEndpoints } from '@ticketz/contract/messages';
import { noteEndpoints } from '@ticketz/contract/notes';
import { queueEndpoints } from '@ticketz/contract/queues';
import { reminderEndpoints } from '@ticketz/contract/reminders';
import { settingsEndpoints } from '@ticketz/contract/settings';
import { starEndpoints } from '@ticketz/contract/stars';
import { tagEndpoints } from '@ticketz/contract/tags';
import { ticketViewEndpoints } from '@ticketz/contract/ticket-views';
import { type Ticket, ticketEndpoints } from '@ticketz/contract/tickets';
import { transferEndpoints } from '@ticketz/contract/transfers';
import { userEndpoints } from '@ticketz/contract/users';
import { publish } from '../../src/core/events.ts';
import { emitEphemeral, rooms } from '../../src/core/realtime.ts';
import { withCompany } from '../../src/core/tenancy.ts';
import { query } from '../../src/core/unit-of-work.ts';
import type { ChannelMessage } from '../../src/features/connections/channel.ts';
import { receiveMessage } from '../../src/features/messages/receive-message.ts';
import { showCustomerTyping } from '../../src/features/messages/show-typing.ts';
import { updateMessageStatus } from '../../src/features/messages/update-message-status.ts';
import '../../src/features/ratings/ratings.events.ts';
import { fireReminders } from '../../src/features/reminders/fire-reminders.job.ts';
import { showAbsence } from '../../src/features/tickets/show-presence.ts';
import { wakeTickets } from '../../src/features/tickets/wake-tickets.job.ts';
import { announcePresence } from '../../src/features/users/presence.ts';
import { inboundText } from '../harness/inbound.ts';
import { type ListeningSocket, openListeningSocket } from '../harness/listening-socket.ts';
import type { TestApp, TestPerson } from '../harness/test-app.ts';
import { until } from '../harness/until.ts';

const listeners = [
  'the agent with the ticket',
  'a colleague without it',
  'an agent of another queue',
  'the head of its queue',
  'the head of another queue',
  'an admin',
  "another company's agent",
  "another company's admin",
  'the super admin, elsewhere',
] as const;
type Listener = (typeof listeners)[number];

export const socketColumns = ['Event', 'When', ...listeners];

type Sockets = Map<Listener, { socket: ListeningSocket; companyId: string }>;

interface Stage {
  url: string;
  companyId: string;
  connectionId: string;
  spareConnectionId: string;
  agent: TestPerson;
  admin: TestPerson;
  /** Set once the first step has opened it. */
  ticket: Ticket | undefined;
}

/** One row for each event and what makes it: who hears it, while things happen in one company of three. */
export async function socketRows(app: TestApp): Promise<string[][]> {
  const { people, stage } = await prepare(app);
  // What other tests have left is due by now.
  await wakeTickets.handle({}, new AbortController().signal);
  await fireReminders.handle({}, new AbortController().signal);
  const sockets: Sockets = new Map();
  for (const name of listeners) {
    const { token, companyId } = people[name];
    const socket = await openListeningSocket(app.url, { token }, {}, { presence: true });
    sockets.set(name, { socket, companyId });
  }
  const rows: string[][] = [];
  for (const [when, act] of steps) {
    await untilQuiet(sockets);
    for (const { socket } of sockets.values()) socket.heard.length = 0;
    await act(stage);
    await untilQuiet(sockets);
    rows.push(...rowsOf(when, sockets));
  }
  for (const { socket } of sockets.values()) socket.raw.close();
  return rows.sort((one, other) => (one.join() < other.join() ? -1 : 1));
}

function rowsOf(when: string, sockets: Sockets): string[][] {
  const heard = new Map<Listener, Set<string>>();
  for (const [name, { socket }] of sockets) {
    const events = socket.heard.filter(({ data }) => !isSentinel(data));
    heard.set(name, new Set(events.map(({ type }) => type)));
  }
  const types = new Set([...heard.values()].flatMap((events) => [...events]));
  return [...types].map((type) => [
    type,
    when,
    ...listeners.map((name) => (heard.get(name)?.has(type) ? 'hears' : '–')),
  ]);
}

const sentinelId = randomUUID();
const isSentinel = (data: unknown) => JSON.stringify(data).includes(sentinelId);

/** Everybody has heard what was said to everybody, twice: what was said before has come by then. */
async function untilQuiet(sockets: Sockets): Promise<void> {
  const count = () => [...sockets.values()].map(({ socket }) => sentinelsIn(socket));
  for (let round = 0; round < 2; round += 1) {
    const before = count();
    for (const companyId of new Set([...sockets.values()].map(({ companyId: id }) => id))) {
      const presence = { userId: sentinelId, online: true, lastSeenAt: null };
      emitEphemeral([rooms.company(companyId)], { type: 'user.presence', data: presence });
    }
    await until('a word to everybody', () => count().every((seen, index) => seen > (before[index] ?? 0)));
  }
}

function sentinelsIn({ heard }: ListeningSocket): number {
  return heard.filter(({ data }) => isSentinel(data)).length;
}

async function prepare(app: TestApp): Promise<{ people: Record<Listener, TestPerson>; stage: Stage }> {
  const companyId = await app.makeCompany();
  const otherId = await app.makeCompany('Another shop');
  const operator = await app.database.owner.query<{ id: string }>('SELECT id FROM companies WHERE operator');
  const people = {
    'the agent with the ticket': await app.makePerson(companyId, 'agent'),
    'a colleague without it': await app.makePerson(companyId, 'agent', 'Bia'),
    'an agent of another queue': await app.makePerson(companyId, 'agent', 'Rui'),
    'the head of its queue': await app.makePerson(companyId, 'supervisor', 'Lia'),
    'the head of another queue': await app.makePerson(companyId, 'supervisor', 'Leo'),
    'an admin': await app.makePerson(companyId, 'admin', 'Olga'),
    "another company's agent": await app.makePerson(otherId, 'agent', 'Caio'),
    "another company's admin": await app.makePerson(otherId, 'admin', 'Duda'),
    'the super admin, elsewhere': await app.makePerson(operator.rows[0]?.id ?? '', 'super', 'Eva'),
  };
  const connectionId = await app.makeConnection(companyId);
  const queues = [
    [
      'Sales',
      [connectionId],
      ['the agent with the ticket', 'a colleague without it', 'the head of its queue'],
    ],
    ['Stock', [], ['an agent of another queue', 'the head of another queue']],
  ] satisfies [string, string[], Listener[]][];
  for (const [name, connectionIds, members] of queues) {
    const userIds = members.map((member) => people[member].id);
    const body = { name, color: 'blue' as const, userIds, connectionIds };
    await people['an admin'].api.call(queueEndpoints.createQueue, { body });
  }
  const stage: Stage = {
    url: app.url,
    companyId,
    connectionId,
    spareConnectionId: await app.makeConnection(companyId, 'Spare'),
    agent: people['the agent with the ticket'],
    admin: people['an admin'],
    ticket: undefined,
  };
  return { people, stage };
}

const maria = { phone: '5511987654321', lid: null, pushName: 'Maria' };
const receive = ({ companyId, connectionId }: Stage, more: Partial<ChannelMessage> = {}) =>
  receiveMessage(inboundText({ companyId, connectionId, person: maria, ...more }));
const type = ({ companyId, connectionId }: Stage) =>
  showCustomerTyping({ companyId, connectionId, person: maria, state: 'composing' });

function ticketOf({ ticket }: Stage): Ticket {
  if (!ticket) throw new Error('No ticket has been opened');
  return ticket;
}
const paramsOf = (stage: Stage) => ({ ticketId: ticketOf(stage).id });

async function listOtherQueues({ api }: TestPerson, queueId: string | null): Promise<string[]> {
  const { items } = await api.call(queueEndpoints.listQueueSummaries, {});
  return items.map(({ id }) => id).filter((id) => id !== queueId);
}

const view = (shared: boolean) => ({ name: 'Today', tab: 'all', filter: { lastDays: 1 }, shared }) as const;

/** In this order. Between them they make every event that there is. */
const steps: [when: string, act: (stage: Stage) => Promise<unknown>][] = [
  [
    'a customer writes for the first time',
    async (stage) => {
      await receive(stage);
      const query = { tab: 'waiting' } as const;
      stage.ticket = (await stage.agent.api.call(ticketEndpoints.listTickets, { query })).items[0];
    },
  ],
  ['a customer who waits writes again', (stage) => receive(stage)],
  ['a customer who waits is typing', type],
  [
    'the agent takes the ticket',
    (stage) => stage.agent.api.call(ticketEndpoints.acceptTicket, { params: paramsOf(stage) }),
  ],
  ['the customer of a taken ticket writes', (stage) => receive(stage)],
  ['the customer of a taken ticket is typing', type],
  [
    'the agent answers',
    (stage) =>
      stage.agent.api.call(messageEndpoints.sendMessage, {
        params: paramsOf(stage),
        body: { clientId: randomUUID(), text: 'Good morning' },
      }),
  ],
  [
    'contacts are read from a file',
    ({ admin, url }) =>
      fetch(`${url}/api${contactImportEndpoints.uploadContactImport.path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/octet-stream' },
        body: 'Name,Phone\nMaria,11987654321',
      }),
  ],
  [
    'somebody answers on the phone',
    (stage) => receive(stage, { direction: 'outbound', channelMessageId: 'BYPHONE' }),
  ],
  [
    'a receipt comes',
    ({ companyId, connectionId }) =>
      updateMessageStatus({
        companyId,
        connectionId,
        channelMessageIds: ['BYPHONE'],
        status: 'delivered',
        reason: null,
        at: new Date(),
        person: maria,
      }),
  ],
  [
    'an admin writes a note that names the agent',
    (stage) =>
      stage.admin.api.call(noteEndpoints.writeNote, {
        params: paramsOf(stage),
        body: { clientId: randomUUID(), text: '@Ana look', mentions: [stage.agent.id] },
      }),
  ],
  [
    'the agent has seen the mention',
    (stage) => stage.agent.api.call(noteEndpoints.markMentionsSeen, { params: paramsOf(stage) }),
  ],
  [
    'an admin looks at the ticket',
    (stage) =>
      stage.admin.api.call(ticketEndpoints.sendPresence, {
        params: paramsOf(stage),
        body: { tab: randomUUID(), state: 'here', asks: true },
      }),
  ],
  ["an admin's tab is closed", async ({ companyId }) => showAbsence(companyId, randomUUID())],
  [
    'a draft is saved',
    (stage) =>
      stage.agent.api.call(draftEndpoints.saveDraft, { params: paramsOf(stage), body: { text: 'Well' } }),
  ],
  [
    'a message gets a star',
    async (stage) => {
      const params = paramsOf(stage);
      const { items } = await stage.agent.api.call(messageEndpoints.listMessages, { params, query: {} });
      const messageId = items[0]?.id ?? '';
      await stage.agent.api.call(starEndpoints.starMessage, { params: { ...params, messageId } });
    },
  ],
  [
    'its customer has rated a ticket',
    (stage) => {
      const { companyId, agent } = stage;
      const { id: ticketId, queueId } = ticketOf(stage);
      const ticket = { status: 'open', queueId, assigneeId: agent.id, viewerIds: null } as const;
      return withCompany(companyId, async () => publish('ticket.rated', { companyId, ticketId, ticket }));
    },
  ],
  [
    'an admin decides about signatures',
    ({ admin }) => admin.api.call(settingsEndpoints.updateSettings, { body: { signatures: 'above' } }),
  ],
  [
    'an admin takes the ticket to another queue, and gives it back with a note',
    async (stage) => {
      const { admin, agent } = stage;
      const { id: ticketId, queueId } = ticketOf(stage);
      const give = (body: object) =>
        admin.api.call(transferEndpoints.transferTicket, { params: { ticketId }, body });
      const [other] = await listOtherQueues(admin, queueId);
      await give({ assigneeId: admin.id, ...(other && { queueId: other }) });
      await give({ assigneeId: agent.id, ...(queueId && { queueId }), note: 'She knows you' });
    },
  ],
  [
    'an agent is away, and comes back',
    async ({ agent }) => {
      for (const away of [true, false]) await agent.api.call(userEndpoints.updateProfile, { body: { away } });
    },
  ],
  ['an agent takes their picture away', ({ agent }) => agent.api.call(userEndpoints.removeAvatar, {})],
  [
    'a contact is renamed',
    (stage) =>
      stage.agent.api.call(contactEndpoints.updateContact, {
        params: { contactId: ticketOf(stage).contact.id },
        body: { name: 'Maria Oliveira' },
      }),
  ],
  [
    'a contact is merged with one that nobody has spoken with',
    async ({ admin, ticket }) => {
      const { id } = await admin.api.call(contactEndpoints.createContact, {
        body: { phoneNumber: '+55 11 91234-5679' },
      });
      await admin.api.call(contactMergeEndpoints.mergeContacts, {
        params: { contactId: ticket?.contact.id ?? '' },
        body: { duplicateId: id, take: [] },
      });
    },
  ],
  [
    'a tag is made and deleted',
    async ({ admin }) => {
      const body = { name: 'VIP', color: 'blue' } as const;
      const tag = await admin.api.call(tagEndpoints.createTag, { body });
      await admin.api.call(tagEndpoints.deleteTag, { params: { tagId: tag.id } });
    },
  ],
  [
    'a queue is made, has a member and none, and is deleted',
    async ({ admin, agent }) => {
      const body = { name: 'Returns', color: 'red' } as const;
      const { id: queueId } = await admin.api.call(queueEndpoints.createQueue, { body });
      for (const userIds of [[agent.id], []]) {
        await admin.api.call(queueEndpoints.updateQueue, { params: { queueId }, body: { userIds } });
      }
      await admin.api.call(queueEndpoints.orderQueues, { body: { queueIds: [queueId] } });
      await admin.api.call(queueEndpoints.deleteQueue, { params: { queueId } });
    },
  ],
  [
    'an agent saves a list for themselves',
    ({ agent }) => agent.api.call(ticketViewEndpoints.createTicketView, { body: view(false) }),
  ],
  [
    'an admin shares a list, and keeps it again',
    async ({ admin }) => {
      const { id } = await admin.api.call(ticketViewEndpoints.createTicketView, { body: view(true) });
      const params = { viewId: id };
      await admin.api.call(ticketViewEndpoints.updateTicketView, { params, body: { shared: false } });
    },
  ],
  [
    'a contact is deleted that nobody has spoken with',
    async ({ admin }) => {
      const { id } = await admin.api.call(contactEndpoints.createContact, {
        body: { phoneNumber: '+55 11 91234-5678' },
      });
      await admin.api.call(contactEndpoints.deleteContact, { params: { contactId: id } });
    },
  ],
  [
    'a snoozed ticket is back',
    async (stage) => {
      const body = { until: new Date(Date.now() + 60_000).toISOString() };
      await stage.agent.api.call(ticketEndpoints.snoozeTicket, { params: paramsOf(stage), body });
      await withCompany(stage.agent.companyId, () =>
        query('UPDATE tickets SET snoozed_until = now() WHERE snoozed_until IS NOT NULL'),
      );
      await wakeTickets.handle({}, new AbortController().signal);
    },
  ],
  [
    'a reminder is made, falls due and is deleted',
    async ({ agent }) => {
      const body = { ticketId: null, note: 'Lunch', dueAt: new Date(0).toISOString() };
      const { id } = await agent.api.call(reminderEndpoints.createReminder, { body });
      await fireReminders.handle({}, new AbortController().signal);
      await agent.api.call(reminderEndpoints.deleteReminder, { params: { reminderId: id } });
    },
  ],
  [
    'the ticket is returned',
    (stage) => stage.agent.api.call(ticketEndpoints.returnTicket, { params: paramsOf(stage) }),
  ],
  [
    'an agent is renamed',
    ({ admin, agent }) =>
      admin.api.call(userEndpoints.updateUser, { params: { userId: agent.id }, body: { name: 'Ana B.' } }),
  ],
  [
    'an agent comes on line',
    async ({ companyId, agent }) =>
      announcePresence(companyId, { userId: agent.id, online: true, lastSeenAt: new Date() }),
  ],
  [
    'a connection is renamed',
    ({ admin, connectionId }) =>
      admin.api.call(connectionEndpoints.updateConnection, {
        params: { connectionId },
        body: { name: 'Front desk' },
      }),
  ],
  [
    'a connection is deleted',
    ({ admin, spareConnectionId }) =>
      admin.api.call(connectionEndpoints.deleteConnection, { params: { connectionId: spareConnectionId } }),
  ],
];
