import { delay } from '../../src/core/clock.ts';
import type { BareSessionsApi } from '../lib/bare-sessions.ts';
import type { Bench, BenchContext, Figure } from '../lib/bench.ts';
import { cpuOf, memoryOf } from '../lib/cpu.ts';
import { makeLinkedShop, watchConnections } from '../lib/linked-shop.ts';
import { type LinkedWorld, linkedWorld } from '../lib/linked-world.ts';
import type { SavedAccount } from '../lib/memory-auth.ts';
import { median, round } from '../lib/numbers.ts';
import { launchProduct, makeSecrets } from '../lib/product.ts';
import { startWorker } from '../lib/worker.ts';

/** One process with so many sessions that nothing happens on. */
interface Idle {
  processMb: number;
  cpuMsPerMinute: number;
}

const bar = { of: 'value', atMost: 5 } as const;
/** So many are held against the bar. */
const barCount = 200;
/** The last one is the one that counts. */
const rowNames = ['sessions.idle.10', 'sessions.idle.50', 'sessions.idle'];

/** The whole process by its open, quiet sessions: what the process needs anyway is in it, so that few look dear. */
export const sessionsIdle: Bench = {
  name: 'sessions.idle',
  async run(context) {
    const counts = context.quick ? [3, 10, 40] : [10, 50, barCount];
    const most = counts.at(-1) ?? 0;
    const settleSeconds = context.quick ? 4 : 30;
    const world = await linkedWorld(context.log);
    const accounts = await world.accounts('quiet', most);
    const bare = await bareWith(context, world, accounts, settleSeconds);
    const product = await productWith(context, world, accounts, { counts, settleSeconds });
    const inputs = {
      settleSeconds,
      withoutSessionsMb: { product: round(product.none.processMb), bare: round(bare.none.processMb) },
    };
    const rows = product.each.map((idle, index): Figure => {
      const count = counts[index] ?? 0;
      return {
        name: rowNames[index] ?? '',
        value: idle.processMb / count,
        unit: 'MB',
        versus: {
          what: `bare Baileys, keys in memory, ${most} sessions`,
          value: bare.most.processMb / most,
        },
        ...(count === barCount ? { bar } : {}),
        inputs: {
          sessions: count,
          processMb: round(idle.processMb),
          sessionsPerGb: Math.floor((1024 * count) / idle.processMb),
          growthMbPerSession: {
            product: round(growth(idle, product.none, count)),
            bare: round(growth(bare.most, bare.none, most)),
          },
          cpuMsPerMinuteAndSession: round((idle.cpuMsPerMinute - product.none.cpuMsPerMinute) / count),
          ...inputs,
        },
      };
    });
    return rows;
  },
};

/** Only for the inputs: the process without sessions still holds what its start left behind, so this flatters. */
function growth(idle: Idle, none: Idle, count: number): number {
  return (idle.processMb - none.processMb) / count;
}

/** The whole product (web, worker, sessions) in one process, with more and more sessions. */
async function productWith(
  { postgres, log }: BenchContext,
  world: LinkedWorld,
  accounts: SavedAccount[],
  { counts, settleSeconds }: { counts: number[]; settleSeconds: number },
): Promise<{ none: Idle; each: Idle[] }> {
  const databaseUrl = await (await postgres()).makeDatabase('sessions_idle');
  const secrets = makeSecrets();
  await makeLinkedShop(databaseUrl, accounts, { secrets, wanted: false });
  const product = await launchProduct({ databaseUrl, whatsappUrl: world.url, profile: false }, secrets);
  try {
    const watch = await watchConnections(databaseUrl);
    const none = await settled(product.pid, settleSeconds);
    const each: Idle[] = [];
    for (const count of counts) {
      await watch.want(count);
      await watch.connected(count, 0);
      each.push(await settled(product.pid, settleSeconds));
      // One that was lost meanwhile would make the others look cheap.
      await watch.stillConnected(count);
      log(`the product with ${count} sessions: ${round(each.at(-1)?.processMb ?? 0)} MB`);
    }
    await watch.close();
    return { none, each };
  } finally {
    await product.stop();
  }
}

async function bareWith(
  { log }: BenchContext,
  world: LinkedWorld,
  accounts: SavedAccount[],
  settleSeconds: number,
): Promise<{ none: Idle; most: Idle }> {
  const bare = startWorker<BareSessionsApi>(new URL('../lib/bare-sessions.ts', import.meta.url));
  try {
    const none = await settled(bare.pid, settleSeconds);
    await bare.call('open', world.url, accounts, null);
    const most = await settled(bare.pid, settleSeconds);
    log(`bare Baileys with ${accounts.length} sessions: ${round(most.processMb)} MB`);
    return { none, most };
  } finally {
    await bare.stop();
  }
}

/** After a while in which what the opening left behind may be collected: the median of some looks. */
async function settled(pid: number, seconds: number): Promise<Idle> {
  const looks = 5;
  await delay((seconds * 1000) / 2);
  const [startedAt, cpuBefore] = [performance.now(), await cpuOf(pid)];
  const sizes: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    await delay((seconds * 500) / looks);
    sizes.push((await memoryOf(pid)) ?? Number.NaN);
  }
  const minutes = (performance.now() - startedAt) / 60_000;
  return {
    processMb: median(sizes),
    cpuMsPerMinute: ((await cpuOf(pid)) ?? Number.NaN) / minutes - (cpuBefore ?? Number.NaN) / minutes,
  };
}
