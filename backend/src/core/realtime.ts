import type { Server as HttpServer } from 'node:http';
import type {
  EphemeralEnvelope,
  RealtimeEnvelope,
  ServerToClient,
  SocketReady,
} from '@ticketz/contract/realtime';
import type { Pool } from 'pg';
import { type Namespace, Server, type Socket } from 'socket.io';
import type { StoredEvent } from './events.ts';
import type { Logger } from './logger.ts';
import { createRealtimeBus } from './realtime-bus.ts';

/** Names of the rooms. Only the server puts sockets into them, after the policy has said yes. */
export const rooms = {
  /** Everybody of the company. */
  company: (companyId: string) => `company:${companyId}`,
  /** Its admins. */
  admins: (companyId: string) => `company:${companyId}:admins`,
  /** Who hears of what waits in a queue: its members, but for admins. */
  queue: (companyId: string, queueId: string) => `company:${companyId}:queue:${queueId}`,
  /** Who hears of everything in a queue: its supervisors. */
  queueHeads: (companyId: string, queueId: string) => `company:${companyId}:queue:${queueId}:heads`,
  /** Who hears of what waits in no queue. */
  unqueued: (companyId: string) => `company:${companyId}:unqueued`,
  /** One person, on all devices. */
  user: (companyId: string, userId: string) => `company:${companyId}:user:${userId}`,
  /** One log-in. */
  session: (companyId: string, sessionId: string) => `company:${companyId}:session:${sessionId}`,
} as const;

/** Short messages between this installation's processes. They may be lost: the truth is in the database. */
export interface Signals {
  /** A session or a person's rights ended: cut the sockets. */
  'access.changed': { companyId: string; userId?: string; sessionId?: string };
  /** People of this company see other tickets than before: their sockets belong into other rooms. */
  'sight.changed': { companyId: string };
  /** Something about a connection is to be done by the process that owns it. */
  'connection.changed': { companyId: string; connectionId: string };
  /** Messages wait to be sent. */
  'outbox.filled': { companyId: string; connectionId: string };
  /** A customer wrote to the bot. */
  'bot.due': { companyId: string };
  /** What an agent does that the customer sees for a moment. */
  'agent.activity': {
    companyId: string;
    connectionId: string;
    address: string;
    activity:
      | { kind: 'typing'; state: 'composing' | 'paused' }
      | {
          kind: 'read';
          messages: { id: string; author: { phone: string | null; lid: string | null } | null }[];
        };
  };
}
export type SignalName = keyof Signals;

interface ServerToServer {
  signal: (name: SignalName, payload: Signals[SignalName]) => void;
}

/** What the server knows of a socket. */
export interface SocketData {
  companyId: string;
  userId: string;
  sessionId: string;
}

type NoEvents = Record<string, never>;
export type AppServer = Server<NoEvents, ServerToClient, ServerToServer, SocketData>;
export type AppSocket = Socket<NoEvents, ServerToClient, ServerToServer, SocketData>;
export type AppNamespace = Namespace<NoEvents, ServerToClient, ServerToServer, SocketData>;

type SignalHandler<Name extends SignalName> = (payload: Signals[Name]) => void;

/** The one place that emits to sockets. */
export interface Realtime {
  readonly io: AppServer;
  /** Serves sockets on this HTTP server (the web process). */
  attach(server: HttpServer): void;
  /** Sends committed events to their rooms, in every process. */
  emit(events: StoredEvent[]): void;
  /** Waits until what was emitted before is on its way to every process. False when some of it was lost. */
  settled(): Promise<boolean>;
  /** Sends one that isn't stored. */
  emitEphemeral(to: string[], envelope: EphemeralEnvelope): void;
  /** Replays events to one socket. */
  replay(socket: AppSocket, envelopes: RealtimeEnvelope[]): void;
  /** Tells every process, this one too. */
  signal<Name extends SignalName>(name: Name, payload: Signals[Name]): void;
  onSignal<Name extends SignalName>(name: Name, handler: SignalHandler<Name>): void;
  /** Cuts the browsers of this process: they connect anew, to whoever takes its place. */
  detach(): void;
  /** Ends the sockets of a room, in every process. */
  end(room: string): void;
  close(): Promise<void>;
}

const maxSocketPayload = 16 * 1024;

/**
 * Starts Socket.IO on the bus of this installation: Redis streams where `redisUrl` is set, Postgres notifications
 * otherwise. Processes without a browser side use it to emit and to signal.
 */
export function createRealtime(options: { pool: Pool; redisUrl?: string; logger: Logger }): Realtime {
  const bus = createRealtimeBus(options);
  const io: AppServer = new Server({
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: maxSocketPayload,
    pingInterval: 20_000,
    pingTimeout: 10_000,
    adapter: bus.adapter,
  });
  let attached = false;
  const handlers = new Map<SignalName, SignalHandler<never>[]>();
  const handle = <Name extends SignalName>(name: Name, payload: Signals[Name]) => {
    for (const handler of handlers.get(name) ?? []) (handler as SignalHandler<Name>)(payload);
  };
  io.on('signal', handle);
  // What other processes emitted meanwhile didn't get here: each browser connects anew and asks for what it missed.
  bus.onGap(() => {
    for (const socket of io.sockets.sockets.values()) socket.conn.close();
  });
  return {
    io,
    attach: (server) => {
      attached = true;
      io.attach(server, { path: '/socket.io' });
    },
    detach() {
      if (attached) io.engine.close();
    },
    emit(events) {
      for (const { rooms: to, except, envelopes } of groupByAudience(events)) {
        // To no room is to everybody, for Socket.IO.
        if (to.length > 0) io.to(to).except(except).emit('events', envelopes);
      }
    },
    settled: () => bus.settled(),
    emitEphemeral: (to, envelope) => {
      if (to.length > 0) io.to(to).emit('ephemeral', envelope);
    },
    replay(socket, envelopes) {
      if (envelopes.length > 0) socket.emit('events', envelopes);
    },
    signal(name, payload) {
      handle(name, payload);
      io.serverSideEmit('signal', name, payload);
    },
    onSignal(name, handler) {
      handlers.set(name, [...(handlers.get(name) ?? []), handler]);
    },
    end(room) {
      io.in(room).emit('end', 'session_ended');
      io.in(room).disconnectSockets(true);
    },
    async close() {
      // Without browsers there is no engine, which the library's own close would call.
      if (attached) await io.close();
      else await io.of('/').adapter.close();
      bus.close();
    },
  };
}

interface Group {
  rooms: string[];
  except: string[];
  envelopes: RealtimeEnvelope[];
  size: number;
}

/** A notification of Postgres takes 8,000 bytes. What is longer goes by a table, which every process reads, this one too. */
const maxGroupSize = 6_000;

/** Neighbours with the same audience travel together: one message on the bus instead of one each. */
function groupByAudience(events: StoredEvent[]): Group[] {
  const groups: Group[] = [];
  for (const { rooms: to, except = [], seq, type, data } of events) {
    const envelope = { seq, type, data } as RealtimeEnvelope;
    const size = Buffer.byteLength(JSON.stringify(envelope));
    const last = groups.at(-1);
    if (last && last.size + size <= maxGroupSize && same(last.rooms, to) && same(last.except, except)) {
      last.envelopes.push(envelope);
      last.size += size;
    } else groups.push({ rooms: to, except, envelopes: [envelope], size });
  }
  return groups;
}

function same(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

/** Answers a new socket, before any event. */
export function sayReady(socket: AppSocket, ready: SocketReady): void {
  socket.emit('ready', ready);
}

/** Ends one socket of this process, whose session has ended. */
export function endSocket(socket: AppSocket): void {
  socket.emit('end', 'session_ended');
  socket.disconnect(true);
}

let current: Realtime | undefined;

/** Makes this process's realtime the one that `signal` and `emitEphemeral` use. */
export function useRealtime(realtime: Realtime): void {
  current = realtime;
}

/** Tells every process of the installation, this one too. From a unit of work: in `afterCommit`. */
export function signal<Name extends SignalName>(name: Name, payload: Signals[Name]): void {
  current?.signal(name, payload);
}

/** Tells browsers something that isn't stored. From a unit of work: in `afterCommit`. */
export function emitEphemeral(to: string[], envelope: EphemeralEnvelope): void {
  current?.emitEphemeral(to, envelope);
}
