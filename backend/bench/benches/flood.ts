import { execFileSync } from 'node:child_process';
import { availableParallelism, constants, getPriority, setPriority } from 'node:os';
import pg from 'pg';
import { delay } from '../../src/core/clock.ts';
import type { Bench, BenchContext, Figure } from '../lib/bench.ts';
import { cpuOf } from '../lib/cpu.ts';
import { type BusyShop, fillShop } from '../lib/flood-data.ts';
import type { FlooderApi } from '../lib/flooder.ts';
import { neighbourPerSecond, visit } from '../lib/neighbour.ts';
import { median, percentile, round } from '../lib/numbers.ts';
import type { PhonesApi } from '../lib/phones.ts';
import {
  launchProduct,
  link,
  logIn,
  makeSecrets,
  makeShop,
  type ProductProcess,
  until,
} from '../lib/product.ts';
import { startWorker, type Worker } from '../lib/worker.ts';

const phone = '5511900000009';
const chats = 30;
const people = 20;
const floodPerSecond = 1_000;
const inboundPerSecond = 200;
const drainMs = 120_000;
const lessUrgent = 10;

/** What one company can flood with. */
const kinds = ['requests', 'sends', 'inbound'] as const;
type Kind = (typeof kinds)[number];

interface Scene {
  context: BenchContext;
  databaseUrl: string;
  product: ProductProcess;
  flooder: Worker<FlooderApi>;
  phones: Worker<PhonesApi>;
  customers: string[];
  flooding: BusyShop;
  neighbour: BusyShop;
}

/** The neighbour's waits over one stretch, and what the flood and the product did meanwhile. */
interface Stretch {
  waits: number[];
  productCpuShare: number | null;
  answers?: Record<string, number>;
}

/** How much longer a company's requests take while another company floods. */
export const flood: Bench = {
  name: 'flood.neighbour',
  async run(context) {
    const rounds = context.quick ? 2 : 5;
    const seconds = context.quick ? 4 : 10;
    const stops: (() => Promise<void>)[] = [];
    try {
      const scene = await setScene(context, stops);
      await stretch(scene, seconds);
      const quiet: Stretch[] = [];
      const flooded: Record<Kind, Stretch[]> = { requests: [], sends: [], inbound: [] };
      for (let number = 1; number <= rounds; number += 1) {
        for (const kind of kinds) {
          const before = await stretch(scene, seconds);
          const during = await floodBy[kind](scene, seconds);
          quiet.push(before);
          flooded[kind].push(during);
          context.log(
            `round ${number} of ${rounds}, ${kind}: p95 ${p95(before)} ms before, ${p95(during)} ms during`,
          );
          await drained(scene);
        }
      }
      return figures(quiet, flooded, { rounds, seconds, ...(await inputsOf(scene)) });
    } finally {
      for (const stop of stops.toReversed()) await stop();
    }
  },
};

async function setScene(context: BenchContext, stops: (() => Promise<void>)[]): Promise<Scene> {
  const server = await context.postgres();
  const databaseUrl = await server.makeDatabase('flood');
  const phones = startWorker<PhonesApi>(new URL('../lib/phones.ts', import.meta.url));
  const flooder = startWorker<FlooderApi>(new URL('../lib/flooder.ts', import.meta.url));
  stops.push(
    () => phones.stop(),
    () => flooder.stop(),
  );
  const customers = Array.from({ length: chats }, (_, index) => `551198${String(1_000_000 + index)}`);
  await phones.call('addCustomers', customers);
  await phones.call('addPhone', phone);
  const secrets = makeSecrets();
  const product = await launchProduct(
    { databaseUrl, whatsappUrl: await phones.call('url'), profile: false, limited: true },
    secrets,
  );
  stops.push(() => product.stop());
  keepApart(product, [flooder, phones]);
  stops.push(async () => letGo());
  const [loud, calm] = [await makeShop(databaseUrl), await makeShop(databaseUrl)];
  context.log("linking the flooding shop's phone");
  const { api } = await logIn(loud, product.url, secrets);
  const connectionId = await link(api, 'Loja', (qr) => phones.call('scanQr', phone, qr));
  await phones.call('settled', phone);
  const flooding = await fillShop(databaseUrl, loud, { people, customers, connectionId, secrets });
  const neighbour = await fillShop(databaseUrl, calm, { people: 3, customers: [], secrets });
  await phones.call(
    'burst',
    phone,
    customers,
    customers.map((_, index) => `Olá ${index}`),
  );
  return { context, databaseUrl, product, flooder, phones, customers, flooding, neighbour };
}

/**
 * Whoever floods does so from elsewhere: the load gets another core than the product, and gives way to everybody. So does the
 * neighbour, who is in this process: never on the product's core, neither before nor during the flood.
 */
function keepApart(product: ProductProcess, load: { pid: number }[]): void {
  const low = Math.min(constants.priority.PRIORITY_LOW, getPriority() + lessUrgent);
  for (const { pid } of load) setPriority(pid, low);
  if (!canPin) return;
  pin(product.pid, '0');
  pin(process.pid, '1');
  for (const { pid } of load) pin(pid, '1');
}

/** For the benches that come after this one. */
function letGo(): void {
  if (canPin) pin(process.pid, `0-${cores - 1}`);
}

/** Asked before this process is pinned itself. */
const cores = availableParallelism();
const canPin = process.platform === 'linux' && cores >= 2;

function pin(pid: number, core: string): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', core, String(pid)], { stdio: 'ignore' });
}

async function ask<Row extends object>(url: string, sql: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}

const floodBy: Record<Kind, (scene: Scene, seconds: number) => Promise<Stretch>> = {
  requests: (scene, seconds) =>
    floodByApi(scene, seconds, {
      send: false,
      paths: [
        '/tickets?tab=waiting&limit=40',
        '/ticket-counts',
        ...scene.flooding.openTickets.slice(0, 8).map((id) => `/tickets/${id}/messages`),
      ],
    }),
  sends: (scene, seconds) =>
    floodByApi(scene, seconds, {
      send: true,
      paths: scene.flooding.openTickets.slice(0, chats / 2).map((id) => `/tickets/${id}/messages`),
    }),
  async inbound(scene, seconds) {
    const texts = Array.from({ length: (seconds + 1) * inboundPerSecond }, (_, n) => `Oi ${n}`);
    const sent = scene.phones.call('paced', phone, scene.customers, texts, inboundPerSecond);
    await delay(1_000);
    const measured = await stretch(scene, seconds);
    await sent;
    return measured;
  },
};

async function floodByApi(
  scene: Scene,
  seconds: number,
  what: { send: boolean; paths: string[] },
): Promise<Stretch> {
  const { flooder, product, flooding } = scene;
  await flooder.call('start', {
    url: product.url,
    tokens: flooding.tokens,
    connections: 500,
    perSecond: floodPerSecond,
    ...what,
  });
  await delay(1_000);
  const measured = await stretch(scene, seconds);
  return { ...measured, answers: await flooder.call('stop') };
}

/** The neighbour's day. */
async function stretch({ product, neighbour }: Scene, seconds: number): Promise<Stretch> {
  const [startedAt, cpuBefore] = [performance.now(), await cpuOf(product.pid)];
  const waits = await visit(product.url, neighbour, { seconds });
  const [elapsed, cpuAfter] = [performance.now() - startedAt, await cpuOf(product.pid)];
  return {
    waits,
    productCpuShare: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / elapsed,
  };
}

/** Nothing of the flood is left: what came is stored, what was sent has gone. */
async function drained({ databaseUrl, phones, context }: Scene): Promise<void> {
  await phones.call('settled', phone);
  await until('the flood to be dealt with', drainMs, async () => {
    const [row] = await ask<{ left: number }>(
      databaseUrl,
      `SELECT (SELECT count(*) FROM messages WHERE status = 'queued')::int
            + (SELECT count(*) FROM whatsapp_journal WHERE handled_at IS NULL)::int AS left`,
      [],
    );
    if ((row?.left ?? 0) > 0) await delay(200);
    return row?.left === 0;
  });
  await delay(context.quick ? 500 : 1_500);
}

function p95(...stretches: Stretch[]): number {
  return round(
    percentile(
      stretches.flatMap(({ waits }) => waits),
      0.95,
    ),
  );
}

async function inputsOf({ context }: Scene): Promise<Record<string, unknown>> {
  return {
    neighbourPerSecond,
    floodPerSecond,
    inboundPerSecond,
    floodingPeople: people,
    pinned: canPin ? 'product on core 0, the load (niced) on core 1, Postgres on both' : 'no',
    postgres: (await context.postgres()).settings,
  };
}

function figures(
  quiet: Stretch[],
  flooded: Record<Kind, Stretch[]>,
  given: Record<string, unknown>,
): Figure[] {
  const before = median(quiet.map((one) => p95(one)));
  const during = Object.fromEntries(
    kinds.map((kind) => [kind, median(flooded[kind].map((one) => p95(one)))]),
  ) as Record<Kind, number>;
  const worst = kinds.reduce((one, other) => (during[other] > during[one] ? other : one));
  const versus = { what: "the neighbour's p95 before", value: before };
  const share = (stretches: Stretch[]) =>
    stretches.map(({ productCpuShare }) => productCpuShare && round(productCpuShare));
  return [
    {
      name: 'flood.neighbour',
      value: during[worst],
      unit: 'ms',
      versus,
      bar: { of: 'ratio', atMost: 1.2 },
      inputs: { worstOf: kinds, worst, ...given, quietCpuShare: share(quiet) },
    },
    ...kinds.map((kind) => ({
      name: `flood.neighbour.${kind}`,
      value: during[kind],
      unit: 'ms',
      versus,
      inputs: {
        ...given,
        eachRound: { before: quiet.map((one) => p95(one)), during: flooded[kind].map((one) => p95(one)) },
        p50: {
          before: round(median(quiet.flatMap(({ waits }) => waits))),
          during: round(median(flooded[kind].flatMap(({ waits }) => waits))),
        },
        productCpuShare: share(flooded[kind]),
        answers: flooded[kind].map(({ answers }) => answers ?? null),
      },
    })),
  ];
}
