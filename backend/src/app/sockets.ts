import { type SocketAuth, socketAuth } from '@ticketz/contract/realtime';
import type { CompanyLimits } from '../core/company-limits.ts';
import { AppError } from '../core/errors.ts';
import type { Actor, Authenticator } from '../core/http/route.ts';
import type { Logger } from '../core/logger.ts';
import { type AppSocket, endSocket, type Realtime, rooms, sayReady } from '../core/realtime.ts';
import { missedEvents } from '../core/realtime-outbox.ts';
import { authenticateSocket } from '../features/auth/authenticate-socket.ts';
import { findEndedSessions } from '../features/auth/find-ended-sessions.ts';
import { showAbsence } from '../features/tickets/show-presence.ts';
import { leavePresence, touchPresence } from '../features/users/presence.ts';
import { createSocketRooms } from './socket-rooms.ts';

const sweepEveryMs = 4_000;
const presenceEveryMs = 20_000;

/** Admits browsers' sockets into the rooms of their rights, replays what they missed, ends them with their session. */
export function serveSockets(options: {
  realtime: Realtime;
  authenticator: Authenticator;
  companyLimits: Pick<CompanyLimits, 'takeSocket'>;
  processId: string;
  logger: Logger;
}): { close(): void } {
  const { realtime, authenticator, companyLimits, processId, logger } = options;
  const socketRooms = createSocketRooms();
  // Browsers of a process that stops go on with another one.
  let closing = false;
  const handshakes = new WeakMap<AppSocket, { actor: Actor; auth: SocketAuth }>();

  realtime.io.use((socket, next) => {
    admit(socket, authenticator)
      .then((admitted) => {
        countSocket(socket, companyLimits);
        handshakes.set(socket, admitted);
        next();
      })
      .catch((error: unknown) => next(new Error(refusal(error))));
  });
  realtime.io.on('connection', (socket) => {
    const admitted = handshakes.get(socket);
    if (!admitted) return socket.disconnect(true);
    socket.once('disconnect', () => leave(socket).catch(logSweep));
    welcome(realtime, socket, admitted, { enterSight: socketRooms.enter, processId }).catch(
      (error: unknown) => {
        logger.warn({ err: error }, 'A socket could not be welcomed');
        socket.disconnect(true);
      },
    );
  });
  realtime.onSignal('access.changed', ({ companyId, userId, sessionId }) => {
    for (const socket of localSockets()) {
      const { data } = socket;
      const isMeant =
        data.companyId === companyId &&
        (!userId || data.userId === userId) &&
        (!sessionId || data.sessionId === sessionId);
      if (isMeant) endSocket(socket);
    }
  });

  realtime.onSignal('sight.changed', ({ companyId }) => {
    const theirs = localSockets().filter(({ data }) => data.companyId === companyId);
    socketRooms.refresh(theirs).catch(logSweep);
  });

  const logSweep = (error: unknown) => logger.warn({ err: error }, 'Sockets could not be checked');
  const localSockets = () => [...realtime.io.sockets.sockets.values()];

  async function sweep(): Promise<void> {
    const sockets = localSockets();
    const ended = await findEndedSessions(sockets.map((socket) => socket.data));
    const keys = new Set(ended.map(({ sessionId }) => sessionId));
    for (const socket of sockets) {
      if (keys.has(socket.data.sessionId)) endSocket(socket);
    }
    // A signal that was lost is made up for.
    await socketRooms.refresh(sockets.filter(({ disconnected }) => !disconnected));
  }

  async function notePresence(): Promise<void> {
    const usersOf = new Map<string, Set<string>>();
    for (const { data } of localSockets()) {
      const users = usersOf.get(data.companyId) ?? new Set();
      usersOf.set(data.companyId, users.add(data.userId));
    }
    for (const [companyId, users] of usersOf) await touchPresence(companyId, processId, [...users]);
  }

  async function leave({ data: { companyId, userId } }: AppSocket): Promise<void> {
    if (closing || localSockets().some(({ data }) => data.userId === userId)) return;
    await leavePresence(companyId, processId, userId);
  }

  const timers = [
    setInterval(() => void sweep().catch(logSweep), sweepEveryMs),
    setInterval(() => void notePresence().catch(logSweep), presenceEveryMs),
  ];
  return {
    close: () => {
      closing = true;
      for (const timer of timers) clearInterval(timer);
    },
  };
}

/** Nothing that helps to guess: only that it was too much is said. */
function refusal(error: unknown): string {
  return error instanceof AppError && error.code === 'rate_limited' ? error.code : 'unauthenticated';
}

function countSocket(socket: AppSocket, limits: Pick<CompanyLimits, 'takeSocket'>): void {
  const giveBack = limits.takeSocket(socket.data);
  socket.conn.once('close', giveBack);
  // It may have gone while we looked at its token.
  if (socket.conn.readyState === 'closed') giveBack();
}

async function admit(
  socket: AppSocket,
  authenticator: Authenticator,
): Promise<{ actor: Actor; auth: SocketAuth }> {
  const auth = socketAuth.parse(socket.handshake.auth);
  const actor = await authenticateSocket(authenticator, auth.token);
  socket.data = { companyId: actor.companyId, userId: actor.userId, sessionId: actor.sessionId };
  return { actor, auth };
}

/** First the rooms, then what was missed: an event of the moment in between comes twice rather than never. */
async function welcome(
  realtime: Realtime,
  socket: AppSocket,
  { actor, auth }: { actor: Actor; auth: SocketAuth },
  { enterSight, processId }: { enterSight: (socket: AppSocket) => Promise<string[]>; processId: string },
): Promise<void> {
  const { tab } = auth;
  if (tab) socket.once('disconnect', () => showAbsence(actor.companyId, tab));
  await socket.join(roomsOf(actor));
  const joined = [...roomsOf(actor), ...(await enterSight(socket))];
  const missed = await missedEvents(actor.companyId, joined, auth.after);
  sayReady(socket, { resumed: missed.resumed, seq: missed.seq });
  if (missed.resumed) realtime.replay(socket, missed.events);
  await touchPresence(actor.companyId, processId, [actor.userId]);
}

function roomsOf(actor: Actor): string[] {
  const { companyId, userId, sessionId } = actor;
  return [rooms.company(companyId), rooms.user(companyId, userId), rooms.session(companyId, sessionId)];
}
