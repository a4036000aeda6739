import { randomUUID } from 'node:crypto';
import { authEndpoints } from '@ticketz/contract/auth';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import { userEndpoints } from '@ticketz/contract/users';
import { hashSync } from 'bcrypt';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rooms } from '../../src/core/realtime.ts';
import { receiveMessage } from '../../src/features/messages/receive-message.ts';
import { createBrowser } from '../harness/browser.ts';
import { inboundText } from '../harness/inbound.ts';
import { type ListeningSocket, openListeningSocket } from '../harness/listening-socket.ts';
import { startTestApp, type TestApp, type TestPerson } from '../harness/test-app.ts';
import { until } from '../harness/until.ts';

const withinMs = 5_000;

let app: TestApp;
let companyId: string;
let connectionId: string;
let agent: TestPerson;
let admin: TestPerson;
let stranger: TestPerson;
const open: ListeningSocket[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  companyId = await app.makeCompany();
  connectionId = await app.makeConnection(companyId);
  agent = await app.makePerson(companyId);
  admin = await app.makePerson(companyId, 'admin', 'Olga');
  stranger = await app.makePerson(await app.makeCompany('Another shop'), 'admin', 'Zoe');
});
afterEach(() => {
  for (const { raw } of open.splice(0)) raw.close();
});

async function listen(
  person: TestPerson,
  more: Record<string, unknown> = {},
  query: Record<string, string> = {},
): Promise<ListeningSocket> {
  const socket = await openListeningSocket(app.url, { token: person.token, ...more }, query);
  open.push(socket);
  return socket;
}

const receive = (text: string) => receiveMessage(inboundText({ companyId, connectionId, text }));
const hears = (socket: ListeningSocket, text: string) => JSON.stringify(socket.heard).includes(text);

async function waitingTicket(): Promise<string> {
  const { items } = await admin.api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting' } });
  return items[0]?.id ?? '';
}

/** Every way that a socket of the field's products has been talked into a room. */
function roomsWanted(): string[] {
  return [
    rooms.company(companyId),
    rooms.admins(companyId),
    rooms.user(companyId, agent.id),
    rooms.session(companyId, agent.sessionId),
    companyId,
    `company-${companyId}-open`,
    '*',
  ];
}

describe('18. a forged room', () => {
  it('is refused whatever a stranger says, and says it to nobody else', async () => {
    const witness = await listen(agent);
    const socket = await listen(
      stranger,
      { room: rooms.company(companyId), companyId, rooms: roomsWanted() },
      {
        room: rooms.company(companyId),
        companyId,
        userId: agent.id,
      },
    );
    for (const event of ['join', 'joinRoom', 'joinTickets', 'joinChatBox', 'subscribe', 'room', 'signal']) {
      for (const room of roomsWanted()) {
        socket.raw.emit(event, room);
        socket.raw.emit(event, { room, companyId, rooms: [room] }, () => undefined);
      }
    }
    socket.raw.emit('events', [{ type: 'ticket.removed', data: { ticketId: randomUUID(), takenBy: null } }]);
    socket.raw.emit('access.changed', { companyId });
    await receive('for our own eyes');
    await until('the own agent to hear it', () => hears(witness, 'for our own eyes'));
    const own = await app.makeConnection(stranger.companyId);
    await receiveMessage(
      inboundText({ companyId: stranger.companyId, connectionId: own, text: 'for the stranger' }),
    );
    await until('the stranger to hear the own', () => hears(socket, 'for the stranger'));
    expect(hears(socket, 'for our own eyes')).toBe(false);
    expect(JSON.stringify(socket.heard)).not.toContain(companyId);
    expect(witness.heard.map(({ type }) => type)).not.toContain('ticket.removed');
  });

  it('is refused as a namespace', async () => {
    for (const name of ['admin', `workspace-${companyId}`, companyId, `company:${companyId}`]) {
      const socket = io(`${app.url}/${name}`, {
        transports: ['websocket'],
        auth: { token: agent.token },
        reconnection: false,
        forceNew: true,
      });
      const reason = await new Promise<string>((resolve) => {
        socket.on('connect_error', (error) => resolve(error.message));
        socket.on('connect', () => resolve('connected'));
      });
      socket.close();
      expect(reason).toBe('Invalid namespace');
    }
  });

  it('is not reached by asking for what was missed', async () => {
    await receive('told long ago');
    const after = (await listen(agent)).ready.seq;
    await receive('told before');
    const socket = await listen(stranger, { after });
    const own = await listen(agent, { after });
    await until('the own agent to be told', () => hears(own, 'told before'));
    expect(JSON.stringify(socket.heard)).not.toContain('told');
  });

  it('is no way in for big packets: they end the socket, not the server', async () => {
    const socket = await listen(stranger);
    socket.raw.emit('join', 'x'.repeat(100_000));
    await socket.ended;
    await listen(stranger);
  });

  it('takes no handshake that does not fit', async () => {
    const token = agent.token;
    for (const auth of [
      {},
      { token: [token] },
      { token: { $ne: '' } },
      { token, after: 'x' },
      { token, after: -1 },
    ]) {
      await expect(openListeningSocket(app.url, auth)).rejects.toThrow('unauthenticated');
    }
  });
});

describe('18. still receiving', () => {
  async function expectEnds(socket: ListeningSocket, act: () => Promise<unknown>): Promise<void> {
    const witness = await listen(admin);
    await act();
    const late = new Promise((_resolve, reject) =>
      setTimeout(() => reject(new Error('The socket lives on')), withinMs).unref(),
    );
    expect(await Promise.race([socket.ended, late])).toBe('session_ended');
    const before = socket.heard.length;
    await receive('after the end');
    await until('somebody else to hear it', () => hears(witness, 'after the end'));
    expect(socket.heard.length).toBe(before);
  }

  it('ends within five seconds of the log-out', async () => {
    const email = `${agent.id}@example.com`;
    await app.database.owner.query('UPDATE users SET email = $2, password_hash = $3 WHERE id = $1', [
      agent.id,
      email,
      hashSync('correct horse', 4),
    ]);
    const browser = createBrowser(app.url);
    const { accessToken } = await browser.logIn(email, 'correct horse');
    const socket = await listen({ ...agent, token: accessToken });
    await expectEnds(socket, () => browser.send(authEndpoints.logOut));
  });

  const change = (body: object) => () =>
    admin.api.call(userEndpoints.updateUser, { params: { userId: agent.id }, body });

  it('ends within five seconds of the demotion, and what was an admin hears as an agent', async () => {
    const second = await app.makePerson(companyId, 'admin', 'Rui');
    const socket = await listen(second);
    await expectEnds(socket, () =>
      admin.api.call(userEndpoints.updateUser, { params: { userId: second.id }, body: { role: 'agent' } }),
    );
    await expect(listen(second)).rejects.toThrow('unauthenticated');
  });

  it('ends within five seconds of the deactivation', async () =>
    expectEnds(await listen(agent), change({ active: false })));

  it('ends within five seconds of a new password', async () =>
    expectEnds(await listen(agent), change({ password: 'another password' })));

  it('ends with a ticket that a colleague has got', async () => {
    const colleague = await app.makePerson(companyId, 'agent', 'Bia');
    const [before, now] = [await listen(agent), await listen(colleague)];
    await receive('hello');
    const params = { ticketId: await waitingTicket() };
    await agent.api.call(ticketEndpoints.acceptTicket, { params });
    await receive('to the first');
    await until('the first to hear it', () => hears(before, 'to the first'));
    await agent.api.call(ticketEndpoints.returnTicket, { params });
    await colleague.api.call(ticketEndpoints.acceptTicket, { params });
    await receive('to the second');
    await colleague.api.call(messageEndpoints.sendMessage, {
      params,
      body: { clientId: randomUUID(), text: 'an answer of the second' },
    });
    await until('the second to hear it', () => hears(now, 'an answer of the second'));
    expect(hears(before, 'to the second')).toBe(false);
    expect(hears(before, 'an answer of the second')).toBe(false);
  });
});
