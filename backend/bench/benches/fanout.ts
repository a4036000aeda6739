import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createAccessTokens } from '../../src/features/auth/access-token.ts';
import type { BareSocketsApi } from '../lib/bare-sockets.ts';
import type { Bench, BenchContext, Figure } from '../lib/bench.ts';
import type { BrowsersApi, LastSeen } from '../lib/browsers.ts';
import { cpuOf } from '../lib/cpu.ts';
import { median, percentile, round } from '../lib/numbers.ts';
import type { PhonesApi } from '../lib/phones.ts';
import { type BenchPostgres, startBenchPostgres, startDurable } from '../lib/postgres.ts';
import {
  launchProduct,
  link,
  logIn,
  makeSecrets,
  makeShop,
  type ProductProcess,
  type Secrets,
  type Shop,
} from '../lib/product.ts';
import { keepProfile } from '../lib/profile.ts';
import { startWorker, type Worker } from '../lib/worker.ts';

const agents = 500;
/** Processes that the agents' sockets are in, half of them each. */
const browserProcesses = 2;
const perSecond = 20;
const phone = '5511900000021';
const customers = Array.from({ length: 40 }, (_, index) => `551197${String(1_000_000 + index)}`);

interface Scene {
  context: BenchContext;
  owner: pg.Client;
  phones: Worker<PhonesApi>;
  product: ProductProcess;
  browsers: Worker<BrowsersApi>[];
  bare: Worker<BareSocketsApi>;
  bareBrowsers: Worker<BrowsersApi>[];
}

/** From the commit (bare: from the call) until the last of all sockets has it, in ms, of each message. */
interface Stretch {
  waits: number[];
  cpuShare: number | null;
}

/** Customers write to conversations that nobody has taken yet: all agents of the company see each message. */
export const fanout: Bench = {
  name: 'fanout',
  async run(context) {
    const rounds = context.quick ? 1 : 3;
    const seconds = context.quick ? 5 : 20;
    const stops: (() => Promise<void>)[] = [];
    try {
      const server = await startTimedPostgres(stops);
      const scene = await setScene(context, server, stops);
      await throughProduct(scene, 'warm ', perSecond * 2);
      await throughBare(scene, 'warm bare ', perSecond * 2);
      const product: Stretch[] = [];
      const bare: Stretch[] = [];
      for (let number = 1; number <= rounds; number += 1) {
        bare.push(await throughBare(scene, `bare ${number} `, perSecond * seconds));
        product.push(
          await profiled(scene, () => throughProduct(scene, `round ${number} `, perSecond * seconds)),
        );
        context.log(
          `round ${number} of ${rounds}: p99 ${round(p99(product.at(-1)))} ms, bare ${round(p99(bare.at(-1)))} ms`,
        );
      }
      return figures(product, bare, { rounds, seconds, postgres: server.settings });
    } finally {
      for (const stop of stops.toReversed()) await stop();
    }
  },
};

/** A Postgres of its own that notes when each transaction committed, which no installation needs. */
async function startTimedPostgres(stops: (() => Promise<void>)[]): Promise<BenchPostgres> {
  const dir = await mkdtemp(join(tmpdir(), 'ticketz-bench-fanout-'));
  await chmod(dir, 0o755);
  stops.push(() => rm(dir, { recursive: true, force: true }));
  const first = await startDurable(dir);
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  await client.query('ALTER SYSTEM SET track_commit_timestamp = on');
  await client.end();
  await first.stop();
  const server = await startBenchPostgres(dir);
  stops.push(() => server.stop());
  return server;
}

async function setScene(
  context: BenchContext,
  server: BenchPostgres,
  stops: (() => Promise<void>)[],
): Promise<Scene> {
  const databaseUrl = await server.makeDatabase('fanout');
  const start = <Api extends Record<string, (...args: never[]) => Promise<unknown>>>(file: string) => {
    const worker = startWorker<Api>(new URL(`../lib/${file}`, import.meta.url));
    stops.push(() => worker.stop());
    return worker;
  };
  const phones = start<PhonesApi>('phones.ts');
  await phones.call('addCustomers', customers);
  await phones.call('addPhone', phone);
  const secrets = makeSecrets();
  const whatsappUrl = await phones.call('url');
  const product = await launchProduct({ databaseUrl, whatsappUrl, profile: context.profile }, secrets);
  stops.push(() => product.stop());
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  stops.push(() => owner.end());
  const shop = await makeShop(databaseUrl);
  context.log('linking the phone');
  const { api } = await logIn(shop, product.url, secrets);
  await link(api, 'Shop', (qr) => phones.call('scanQr', phone, qr));
  await phones.call('settled', phone);
  // Each customer's first message opens a ticket, which then waits.
  await phones.call(
    'burst',
    phone,
    customers,
    customers.map((_, index) => `hello ${index}`),
  );
  await phones.call('settled', phone);

  context.log(`opening ${agents} sockets, twice`);
  const tokens = await makeAgents(owner, shop, secrets);
  const bare = start<BareSocketsApi>('bare-sockets.ts');
  const bareUrl = await bare.call('start');
  const open = (url: string) =>
    Promise.all(
      Array.from({ length: browserProcesses }, async (_, index) => {
        const worker = start<BrowsersApi>('browsers.ts');
        await worker.call(
          'open',
          url,
          tokens.filter((_token, place) => place % browserProcesses === index),
        );
        return worker;
      }),
    );
  const browsers = await open(product.url);
  const bareBrowsers = await open(bareUrl);
  return { context, owner, phones, product, browsers, bare, bareBrowsers };
}

async function makeAgents(owner: pg.Client, { companyId }: Shop, { JWT_SECRET }: Secrets): Promise<string[]> {
  const { rows } = await owner.query<{ user_id: string; id: string }>(
    `WITH people AS (
       INSERT INTO users (company_id, name, email, password_hash, role)
       SELECT $1, 'Agent ' || n, 'agent' || n || '@example.com', 'nothing fits this', 'agent'
         FROM generate_series(1, $2) AS n RETURNING id)
     INSERT INTO sessions (company_id, user_id, token_hash, user_agent, ip_address, expires_at)
     SELECT $1, id, sha256(id::text::bytea), 'bench', '127.0.0.1', now() + interval '1 day' FROM people
     RETURNING user_id, id`,
    [companyId, agents],
  );
  const tokens = createAccessTokens(JWT_SECRET);
  return Promise.all(
    rows.map(
      async ({ user_id: userId, id: sessionId }) =>
        (await tokens.issue({ companyId, userId, sessionId })).accessToken,
    ),
  );
}

async function throughProduct(
  { owner, phones, product, browsers }: Scene,
  prefix: string,
  count: number,
): Promise<Stretch> {
  return stretch(product.pid, browsers, prefix, count, async (texts) => {
    await phones.call('paced', phone, customers, texts, perSecond);
    return () => commitTimes(owner, prefix);
  });
}

async function throughBare(
  { bare, bareBrowsers, browsers }: Scene,
  prefix: string,
  count: number,
): Promise<Stretch> {
  const sample = (await browsers[0]?.call('sample')) ?? [];
  if (sample.length === 0) throw new Error('Nothing came through the product yet');
  return stretch(bare.pid, bareBrowsers, prefix, count, async (texts) => {
    const sent = await bare.call('broadcast', sample, texts, perSecond);
    return async () => sent;
  });
}

/** `send` gives a way to learn when each text set off. */
async function stretch(
  pid: number,
  browsers: Worker<BrowsersApi>[],
  prefix: string,
  count: number,
  send: (texts: string[]) => Promise<() => Promise<Record<string, number>>>,
): Promise<Stretch> {
  const texts = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const [startedAt, cpuBefore] = [performance.now(), await cpuOf(pid)];
  const came = Promise.all(browsers.map((worker) => worker.call('expect', prefix, count)));
  const departures = await send(texts);
  const seen: LastSeen[] = await came;
  const [elapsed, cpuAfter] = [performance.now() - startedAt, await cpuOf(pid)];
  const left = await departures();
  const waits = texts.map((text) => {
    const last = Math.max(...seen.map((one) => one[text] ?? Number.NaN));
    return last - (left[text] ?? Number.NaN);
  });
  if (waits.some((wait) => !(wait > 0))) throw new Error('Something came before it set off, or never did');
  return {
    waits,
    cpuShare: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / elapsed,
  };
}

/** When Postgres committed each message: just before it was written to the disk. */
async function commitTimes(owner: pg.Client, prefix: string): Promise<Record<string, number>> {
  const { rows } = await owner.query<{ text: string; at: number }>(
    `SELECT text, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS at
       FROM messages WHERE direction = 'inbound' AND starts_with(text, $1)`,
    [prefix],
  );
  return Object.fromEntries(rows.map(({ text, at }) => [text, at]));
}

async function profiled({ context, product }: Scene, work: () => Promise<Stretch>): Promise<Stretch> {
  if (!product.profiler) return work();
  await product.profiler.start();
  const result = await work();
  context.log(await keepProfile('fanout', await product.profiler.stop()));
  return result;
}

function p99(stretch: Stretch | undefined): number {
  return percentile(stretch?.waits ?? [], 0.99);
}

function figures(product: Stretch[], bare: Stretch[], given: Record<string, unknown>): Figure[] {
  const summary = (stretches: Stretch[]) => ({
    median: round(
      percentile(
        stretches.flatMap(({ waits }) => waits),
        0.5,
      ),
    ),
    p99OfEachRound: stretches.map((one) => round(p99(one))),
    cpuShare: stretches.map(({ cpuShare }) => cpuShare && round(cpuShare)),
  });
  return [
    {
      name: 'fanout',
      value: median(product.map(p99)),
      unit: 'ms',
      versus: {
        what: 'bare Socket.IO, from the call to the last browser, p99',
        value: median(bare.map(p99)),
      },
      bar: { of: 'value', atMost: 250 },
      inputs: {
        percentile: 'p99',
        from: "the message's commit in Postgres",
        to: 'the last of all sockets has it',
        sockets: agents,
        browserProcesses,
        messagesPerSecond: perSecond,
        ...given,
        product: summary(product),
        bare: summary(bare),
      },
    },
  ];
}
