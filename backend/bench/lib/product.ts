import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { connectionEndpoints } from '@ticketz/contract/connections';
import type { RealtimeEnvelope } from '@ticketz/contract/realtime';
import pg from 'pg';
import { io, type Socket } from 'socket.io-client';
import { delay } from '../../src/core/clock.ts';
import { findFreePort } from '../../src/core/embedded-postgres-server.ts';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import { type ApiClient, createApiClient } from '../../test/harness/api-client.ts';
import { openProfiler, type Profiler } from './inspector.ts';
import { stopChild } from './worker.ts';

export const backendFolder = fileURLToPath(new URL('../..', import.meta.url));

/** The whole product as one process, built, on a database of its own. */
export interface Product extends ProductProcess {
  /** Somebody who sees all tickets of the shop. */
  agent: Agent;
  /** Adds a connection and links it: `scan` is the phone's part. Resolves when it is connected. */
  link(name: string, scan: (qr: string) => Promise<void>): Promise<string>;
}

export interface Agent {
  api: ApiClient;
  token: string;
  /** Opens a socket as the browser does. */
  openSocket(onEvent: (event: RealtimeEnvelope) => void): Promise<Socket>;
}

interface ProductOptions {
  databaseUrl: string;
  whatsappUrl: string;
  profile: boolean;
  /** With the limits per company and person that an installation has by default; else without. */
  limited?: boolean;
}

/** The keys that an installation's processes share. */
export interface Secrets {
  APP_KEY: string;
  JWT_SECRET: string;
}

export interface ProductProcess {
  pid: number;
  url: string;
  /** There when it was started to be profiled. */
  profiler: Profiler | null;
  stop(): Promise<void>;
}

const startMs = 60_000;
const linkMs = 120_000;
const pauseMs = 20;

export async function startProduct(options: ProductOptions): Promise<Product> {
  const secrets = makeSecrets();
  const launched = await launchProduct(options, secrets);
  const agent = await logIn(await makeShop(options.databaseUrl), launched.url, secrets);
  return { ...launched, agent, link: (name, scan) => link(agent.api, name, scan) };
}

export function makeSecrets(): Secrets {
  return {
    APP_KEY: randomBytes(32).toString('base64'),
    JWT_SECRET: randomBytes(48).toString('base64'),
  };
}

/** A bench is one person who does the work of hundreds. */
const noLimits = {
  LIMIT_USER_REQUESTS: '1000000',
  LIMIT_COMPANY_REQUESTS: '1000000',
  LIMIT_COMPANY_SENDS: '1000000',
  LIMIT_USER_SOCKETS: '10000',
  LIMIT_COMPANY_SOCKETS: '10000',
};

/** Starts the process; resolves when it is ready. */
export async function launchProduct(
  { databaseUrl, whatsappUrl, profile, limited = false }: ProductOptions,
  secrets: Secrets,
): Promise<ProductProcess> {
  const port = await findFreePort();
  const flags = profile ? ['--inspect=127.0.0.1:0'] : [];
  const child = spawn(process.execPath, [...flags, 'dist/src/main.js'], {
    cwd: backendFolder,
    stdio: ['ignore', 'ignore', profile ? 'pipe' : 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      WHATSAPP_WEB_URL: whatsappUrl,
      ADMIN_EMAIL: 'bench@example.com',
      ADMIN_PASSWORD: randomBytes(12).toString('hex'),
      LOG_LEVEL: 'warn',
      ...(limited ? {} : noLimits),
      ...secrets,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const profiler = profile ? await openProfiler(child) : null;
  await until(`${url} to answer`, startMs, () => answers(child, `${url}/health/ready`));
  return { pid: child.pid ?? 0, url, profiler, stop: () => stopChild(child, 'SIGTERM') };
}

/** True when `url` answers with 200; throws when the process has ended. */
export async function answers(child: ChildProcess, url: string): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) throw new Error('The product has ended');
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

export async function until(what: string, ms: number, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited too long for ${what}`);
    await delay(pauseMs);
  }
}

/** A company with an admin who has a log-in; made in the database, because no log-in is measured here. */
export interface Shop {
  companyId: string;
  userId: string;
  sessionId: string;
}

export async function makeShop(databaseUrl: string): Promise<Shop> {
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  const insert = async (sql: string, values: unknown[]): Promise<string> =>
    (await owner.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]?.id ?? '';
  const companyId = await insert('INSERT INTO companies (name) VALUES ($1)', ['Shop']);
  const userId = await insert(
    `INSERT INTO users (company_id, name, email, password_hash, role)
     VALUES ($1, 'Ana', 'ana@example.com', 'nothing fits this', 'admin')`,
    [companyId],
  );
  const sessionId = await insert(
    `INSERT INTO sessions (company_id, user_id, token_hash, user_agent, ip_address, expires_at)
     VALUES ($1, $2, $3, 'bench', '127.0.0.1', now() + interval '1 day')`,
    [companyId, userId, randomBytes(32)],
  );
  await owner.end();
  return { companyId, userId, sessionId };
}

export async function logIn(shop: Shop, url: string, { JWT_SECRET }: Secrets): Promise<Agent> {
  const { accessToken } = await createAccessTokens(JWT_SECRET).issue(shop);
  return {
    api: createApiClient(url, accessToken),
    token: accessToken,
    openSocket: (onEvent) => openSocket(url, accessToken, onEvent),
  };
}

function openSocket(url: string, token: string, onEvent: (event: RealtimeEnvelope) => void): Promise<Socket> {
  const socket = io(url, { transports: ['websocket'], auth: { token }, reconnection: false });
  socket.on('events', (events: RealtimeEnvelope[]) => {
    for (const event of events) onEvent(event);
  });
  return new Promise((resolve, reject) => {
    socket.once('ready', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** Gives the connection's id. */
export async function link(
  api: ApiClient,
  name: string,
  scan: (qr: string) => Promise<void>,
): Promise<string> {
  const { id: connectionId } = await api.call(connectionEndpoints.createConnection, { body: { name } });
  const params = { connectionId };
  await api.call(connectionEndpoints.linkConnection, { params, body: { method: 'qr' } });
  const look = () => api.call(connectionEndpoints.getConnection, { params });
  let qr = '';
  await until(`the QR code of ${name}`, linkMs, async () => {
    qr = (await look()).link?.value ?? '';
    return qr !== '';
  });
  await scan(qr);
  await until(`${name} to be connected`, linkMs, async () => (await look()).state === 'connected');
  return connectionId;
}
