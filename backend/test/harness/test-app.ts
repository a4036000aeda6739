import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@ticketz/contract/endpoint';
import type { RealtimeEnvelope } from '@ticketz/contract/realtime';
import { io } from 'socket.io-client';
import { startApp } from '../../src/app/start.ts';
import { loadEnv, type ProcessName } from '../../src/core/env.ts';
import { createLogger, type Logger } from '../../src/core/logger.ts';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import { type ApiClient, createApiClient } from './api-client.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const secrets = {
  APP_KEY: Buffer.alloc(32, 7).toString('base64'),
  JWT_SECRET: 'a secret for the tests of this machine only',
};

/** Somebody who is logged in. */
export interface TestPerson {
  id: string;
  name: string;
  companyId: string;
  token: string;
  sessionId: string;
  api: ApiClient;
}

/** A browser's socket. */
export interface TestSocket {
  events: RealtimeEnvelope[];
  ready: { resumed: boolean; seq: number };
  /** Resolves with the first event, past or to come, that matches. */
  waitFor<Type extends RealtimeEnvelope['type']>(
    type: Type,
    matches?: (data: Extract<RealtimeEnvelope, { type: Type }>['data']) => boolean,
  ): Promise<Extract<RealtimeEnvelope, { type: Type }>['data']>;
  /** Resolves when the server has ended it. */
  ended: Promise<string>;
  close(): void;
}

export interface TestApp {
  url: string;
  database: TestDatabase;
  /** Where files are kept. */
  dataDir: string;
  /** A company of its own, without people. */
  makeCompany(name?: string): Promise<string>;
  makePerson(companyId: string, role?: Role, name?: string): Promise<TestPerson>;
  makeConnection(companyId: string, name?: string): Promise<string>;
  openSocket(person: TestPerson, after?: number): Promise<TestSocket>;
  stop(): Promise<void>;
}

const deadlineMs = 20_000;

/** The whole product in this process, on a free port and a database of this test file's own. */
export async function startTestApp(
  options: { processes?: ProcessName[]; environment?: Record<string, string>; logger?: Logger } = {},
): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketz-test-'));
  const processes = options.processes ?? ['web'];
  const env = loadEnv(
    {
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: dataDir,
      PROCESSES: processes.join(','),
      TRUST_PROXY: '1',
      // Tests are faster than people; those of the limits set their own.
      LIMIT_USER_REQUESTS: '1000000',
      LIMIT_COMPANY_REQUESTS: '1000000',
      LIMIT_COMPANY_SENDS: '1000000',
      ...secrets,
      ...options.environment,
    },
    () => secrets,
  );
  const logger = options.logger ?? createLogger({ level: 'error', name: 'test' });
  const app = await startApp({ env, databaseUrl: database.url, logger });
  const tokens = createAccessTokens(env.JWT_SECRET);
  const insert = async (sql: string, values: unknown[]): Promise<string> =>
    (await database.owner.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]?.id ?? '';

  return {
    url: app.url,
    database,
    dataDir,
    makeCompany: (name = 'Shop') => insert('INSERT INTO companies (name) VALUES ($1)', [name]),
    async makePerson(companyId, role = 'agent', name = 'Ana') {
      const id = await insert(
        'INSERT INTO users (company_id, name, email, password_hash, role) VALUES ($1, $2, $3, $4, $5)',
        [companyId, name, `${randomBytes(6).toString('hex')}@example.com`, 'nothing fits this', role],
      );
      const sessionId = await insert(
        `INSERT INTO sessions (company_id, user_id, token_hash, user_agent, ip_address, expires_at)
         VALUES ($1, $2, $3, 'test', '127.0.0.1', now() + interval '1 day')`,
        [companyId, id, randomBytes(32)],
      );
      const { accessToken } = await tokens.issue({ companyId, userId: id, sessionId });
      return {
        id,
        name,
        companyId,
        sessionId,
        token: accessToken,
        api: createApiClient(app.url, accessToken),
      };
    },
    makeConnection: (companyId, name = 'Shop phone') =>
      insert('INSERT INTO connections (company_id, name) VALUES ($1, $2)', [companyId, name]),
    openSocket: (person, after) => openSocket(app.url, person, after),
    async stop() {
      await app.stop();
      await database.drop();
      rmSync(dataDir, { recursive: true });
    },
  };
}

async function openSocket(url: string, { token }: TestPerson, after?: number): Promise<TestSocket> {
  const socket = io(url, { transports: ['websocket'], auth: { token, after }, reconnection: false });
  const events: RealtimeEnvelope[] = [];
  const waiting = new Set<() => void>();
  socket.on('events', (envelopes: RealtimeEnvelope[]) => {
    events.push(...envelopes);
    for (const check of waiting) check();
  });
  const ended = new Promise<string>((resolve) => {
    socket.on('end', resolve);
    socket.on('disconnect', resolve);
  });
  const ready = await new Promise<TestSocket['ready']>((resolve, reject) => {
    socket.on('ready', resolve);
    socket.on('connect_error', reject);
    setTimeout(() => reject(new Error('The socket did not open')), deadlineMs).unref();
  });
  return {
    events,
    ready,
    ended,
    waitFor(type, matches = () => true) {
      const find = () => events.find((event) => event.type === type && matches(event.data as never));
      return new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`No ${type} came; seen: ${events.map((event) => event.type).join(', ')}`)),
          deadlineMs,
        );
        const check = () => {
          const event = find();
          if (!event) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(event.data as never);
        };
        waiting.add(check);
        check();
      });
    },
    close: () => socket.close(),
  };
}
