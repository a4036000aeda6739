import type { BareSessionsApi } from '../lib/bare-sessions.ts';
import type { Bench, BenchContext, Figure } from '../lib/bench.ts';
import { cpuOf } from '../lib/cpu.ts';
import { type ConnectionWatch, makeLinkedShop, watchConnections } from '../lib/linked-shop.ts';
import { type LinkedWorld, linkedWorld } from '../lib/linked-world.ts';
import type { SavedAccount } from '../lib/memory-auth.ts';
import { preciseNow, round } from '../lib/numbers.ts';
import { launchProduct, makeSecrets } from '../lib/product.ts';
import { startWorker } from '../lib/worker.ts';

/** How long it took until all were open, and what it cost. */
interface Opening {
  seconds: number;
  cpuSeconds: number;
  postgresCpuSeconds: number | null;
}

interface Openings {
  start: Opening;
  cut: Opening;
}

const count = (quick: boolean) => (quick ? 60 : 200);

/** From the start of the process, with so many linked connections, until all are open. */
export const startSessions: Bench = {
  name: 'start.sessions',
  async run(context) {
    const { product, bare, inputs } = await openings(context);
    return [figure('start.sessions', product.start, bare.start, inputs)];
  },
};

/** From the moment when all sessions of a process lose their connection until all are open again. */
export const sessionsCut: Bench = {
  name: 'sessions.cut',
  async run(context) {
    const { product, bare, inputs } = await openings(context);
    return [{ ...figure('sessions.cut', product.cut, bare.cut, inputs), bar: { of: 'value', atMost: 90 } }];
  },
};

function figure(name: string, product: Opening, bare: Opening, inputs: Record<string, unknown>): Figure {
  const rounded = ({ cpuSeconds, postgresCpuSeconds }: Opening) => ({
    node: round(cpuSeconds),
    postgres: postgresCpuSeconds && round(postgresCpuSeconds),
  });
  return {
    name,
    value: product.seconds,
    unit: 's',
    versus: { what: 'bare Baileys, all at once', value: bare.seconds },
    inputs: { ...inputs, cpuSeconds: { product: rounded(product), bare: rounded(bare) } },
  };
}

const known = new Map<BenchContext, ReturnType<typeof measure>>();

/** Both benches look at the same process, one after the other: a run that has both measures once. */
function openings(context: BenchContext): ReturnType<typeof measure> {
  const measured = known.get(context) ?? measure(context);
  known.set(context, measured);
  return measured;
}

async function measure(context: BenchContext) {
  const world = await linkedWorld(context.log);
  const accounts = await world.accounts('quiet', count(context.quick));
  const bare = await openBare(context, world, accounts);
  const product = await openProduct(context, world, accounts);
  return { product, bare, inputs: { sessions: accounts.length } };
}

async function openProduct(
  { postgres, profile, log }: BenchContext,
  world: LinkedWorld,
  accounts: SavedAccount[],
): Promise<Openings> {
  const server = await postgres();
  const databaseUrl = await server.makeDatabase('start_sessions');
  const secrets = makeSecrets();
  await makeLinkedShop(databaseUrl, accounts, { secrets, wanted: true });
  const watch = await watchConnections(databaseUrl);
  const postgresBefore = await server.cpu();
  const startedAt = preciseNow();
  const product = await launchProduct({ databaseUrl, whatsappUrl: world.url, profile }, secrets);
  try {
    const openAt = await watch.connected(accounts.length, 0);
    const start: Opening = {
      seconds: (openAt - startedAt) / 1000,
      cpuSeconds: ((await cpuOf(product.pid)) ?? Number.NaN) / 1000,
      postgresCpuSeconds: seconds(postgresBefore, await server.cpu()),
    };
    log(`the product: ${accounts.length} open after ${round(start.seconds)} s`);
    const cut = await cutProduct(world, accounts, {
      pid: product.pid,
      watch,
      postgresCpu: () => server.cpu(),
    });
    log(`the product: ${accounts.length} back after ${round(cut.seconds)} s`);
    await watch.close();
    return { start, cut };
  } finally {
    await product.stop();
  }
}

async function cutProduct(
  { phones }: LinkedWorld,
  accounts: SavedAccount[],
  { pid, watch, postgresCpu }: { pid: number; watch: ConnectionWatch; postgresCpu(): Promise<number | null> },
): Promise<Opening> {
  const numbers = accounts.map(({ number }) => number);
  // What the log-in has left to do isn't the cut's.
  for (const number of numbers) await phones.call('settled', number);
  const [cpuBefore, postgresBefore] = [await cpuOf(pid), await postgresCpu()];
  const cutAt = await phones.call('cut', numbers);
  const backAt = await watch.connected(accounts.length, cutAt);
  return {
    seconds: (backAt - cutAt) / 1000,
    cpuSeconds: seconds(cpuBefore, await cpuOf(pid)) ?? Number.NaN,
    postgresCpuSeconds: seconds(postgresBefore, await postgresCpu()),
  };
}

async function openBare(
  { log }: BenchContext,
  world: LinkedWorld,
  accounts: SavedAccount[],
): Promise<Openings> {
  const startedAt = preciseNow();
  const bare = startWorker<BareSessionsApi>(new URL('../lib/bare-sessions.ts', import.meta.url));
  try {
    const openAt = await bare.call('open', world.url, accounts, null);
    const start: Opening = {
      seconds: (openAt - startedAt) / 1000,
      cpuSeconds: ((await cpuOf(bare.pid)) ?? Number.NaN) / 1000,
      postgresCpuSeconds: null,
    };
    log(`bare Baileys: ${accounts.length} open after ${round(start.seconds)} s`);
    const numbers = accounts.map(({ number }) => number);
    for (const number of numbers) await world.phones.call('settled', number);
    const cpuBefore = await cpuOf(bare.pid);
    const cutAt = await world.phones.call('cut', numbers);
    const backAt = await bare.call('openSince', accounts.length, cutAt);
    const cut: Opening = {
      seconds: (backAt - cutAt) / 1000,
      cpuSeconds: seconds(cpuBefore, await cpuOf(bare.pid)) ?? Number.NaN,
      postgresCpuSeconds: null,
    };
    log(`bare Baileys: ${accounts.length} back after ${round(cut.seconds)} s`);
    return { start, cut };
  } finally {
    await bare.stop();
  }
}

function seconds(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : (after - before) / 1000;
}
