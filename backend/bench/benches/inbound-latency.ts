import type { Bench, Figure } from '../lib/bench.ts';
import { cpuOf, memoryOf } from '../lib/cpu.ts';
import { median, percentile, round } from '../lib/numbers.ts';
import type { PhonesApi } from '../lib/phones.ts';
import type { Product } from '../lib/product.ts';
import { type Receiver, type Receivers, startReceivers } from '../lib/receivers.ts';
import type { Worker } from '../lib/worker.ts';

const perSecond = 50;
const idleConnections = 20;
const linksAtOnce = 5;
const shares = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
type Share = keyof typeof shares;

/** One stretch at a steady pace: milliseconds per message, and how busy the receiver was. */
interface Stretch {
  latency: Record<Share, number>;
  cpuShare: number | null;
}

/** How long a message takes from WhatsApp's frame to the agent's socket, while other connections idle. */
export const inboundLatency: Bench = {
  name: 'inbound.latency',
  async run(context) {
    const rounds = context.quick ? 1 : 3;
    const seconds = context.quick ? 5 : 20;
    const receivers = await startReceivers(context, 'inbound_latency');
    try {
      context.log(`linking ${idleConnections} connections that will idle`);
      await linkIdle(receivers.productProcess, receivers.phones);
      const product: Stretch[] = [];
      const commit: Stretch[] = [];
      await stretch(receivers, receivers.product, 'warm ', perSecond * 2);
      for (let number = 1; number <= rounds; number += 1) {
        commit.push(await stretch(receivers, receivers.commit, `bare ${number} `, perSecond * seconds));
        product.push(await stretch(receivers, receivers.product, `round ${number} `, perSecond * seconds));
        context.log(`round ${number} of ${rounds}: p95 ${round(product.at(-1)?.latency.p95 ?? 0)} ms`);
      }
      const memory = await memoryOf(receivers.productProcess.pid);
      return figures(product, commit, {
        perSecond,
        seconds,
        rounds,
        chats: receivers.customers.length,
        idleConnections,
        productMemoryMb: memory && Math.round(memory),
        postgres: (await context.postgres()).settings,
      });
    } finally {
      await receivers.stop();
    }
  },
};

/** As many at a time as the product opens at once. */
async function linkIdle(product: Product, phones: Worker<PhonesApi>): Promise<void> {
  const waiting = Array.from({ length: idleConnections }, (_, index) => index);
  const linkAll = async () => {
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const phone = `551191000${String(index).padStart(4, '0')}`;
      await phones.call('addPhone', phone);
      await product.link(`Idle ${index}`, (qr) => phones.call('scanQr', phone, qr));
      await phones.call('settled', phone);
    }
  };
  await Promise.all(Array.from({ length: linksAtOnce }, linkAll));
}

async function stretch(
  { phones, customers }: Receivers,
  receiver: Receiver,
  prefix: string,
  count: number,
): Promise<Stretch> {
  const texts = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const [startedAt, cpuBefore] = [performance.now(), await cpuOf(receiver.pid)];
  const came = receiver.expect(prefix, count);
  const pushed = await phones.call('paced', receiver.phone, customers, texts, perSecond);
  const seen = await came;
  const [elapsed, cpuAfter] = [performance.now() - startedAt, await cpuOf(receiver.pid)];
  await phones.call('settled', receiver.phone);
  const waits = texts.map((text) => (seen[text] ?? Number.NaN) - (pushed[text] ?? Number.NaN));
  return {
    latency: { p50: percentile(waits, 0.5), p95: percentile(waits, 0.95), p99: percentile(waits, 0.99) },
    cpuShare: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / elapsed,
  };
}

function figures(product: Stretch[], commit: Stretch[], given: Record<string, unknown>): Figure[] {
  return (Object.keys(shares) as Share[]).map((share) => {
    const of = (stretches: Stretch[]) => stretches.map(({ latency }) => latency[share]);
    return {
      name: share === 'p95' ? 'inbound.latency' : `inbound.latency.${share}`,
      value: median(of(product)),
      unit: 'ms',
      versus: { what: `bare Baileys, one commit per message, ${share}`, value: median(of(commit)) },
      ...(share === 'p95' ? { bar: { of: 'value', atMost: 60 } as const } : {}),
      inputs: {
        percentile: share,
        ...given,
        eachRound: { product: of(product).map((ms) => round(ms)), bare: of(commit).map((ms) => round(ms)) },
        productCpuShare: product.map(({ cpuShare }) => cpuShare && round(cpuShare)),
      },
    };
  });
}
