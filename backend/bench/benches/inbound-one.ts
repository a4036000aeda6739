import type { Bench, BenchContext, Figure } from '../lib/bench.ts';
import { cpuOf } from '../lib/cpu.ts';
import { median, round } from '../lib/numbers.ts';
import { keepProfile } from '../lib/profile.ts';
import { type Receiver, type Receivers, startReceivers } from '../lib/receivers.ts';

type Name = 'product' | 'memory' | 'commit';
const names: Name[] = ['memory', 'commit', 'product'];

/** One burst through one receiver. */
interface Round {
  perSecond: number;
  cpuMsPerMessage: number | null;
  postgresCpuMsPerMessage: number | null;
}

/** How many messages a second one connection takes in, from the first frame until the agent's socket has the last. */
export const inboundOne: Bench = {
  name: 'inbound.one',
  async run(context) {
    const rounds = context.quick ? 1 : 3;
    const messages = context.quick ? 600 : 3_000;
    const receivers = await startReceivers(context, 'inbound_one');
    try {
      const taken: Record<Name, Round[]> = { product: [], memory: [], commit: [] };
      // Unmeasured: code gets compiled, caches filled.
      for (const name of names)
        await burst(context, receivers, receivers[name], `warm ${name} `, messages / 3);
      for (let number = 1; number <= rounds; number += 1) {
        for (const name of names) {
          const result = await measured(
            context,
            receivers,
            receivers[name],
            `round ${number} ${name} `,
            messages,
          );
          context.log(`round ${number} of ${rounds}, ${name}: ${round(result.perSecond)} messages/s`);
          taken[name].push(result);
        }
      }
      return figures(taken, {
        messages,
        chats: receivers.customers.length,
        rounds,
        postgres: (await context.postgres()).settings,
      });
    } finally {
      await receivers.stop();
    }
  },
};

/** A burst, with a profile of the product if one is asked for. */
async function measured(
  context: BenchContext,
  receivers: Receivers,
  receiver: Receiver,
  prefix: string,
  count: number,
): Promise<Round> {
  const { profiler } = receivers.productProcess;
  if (!profiler || receiver !== receivers.product) return burst(context, receivers, receiver, prefix, count);
  await profiler.start();
  const result = await burst(context, receivers, receiver, prefix, count);
  context.log(await keepProfile('inbound.one', await profiler.stop()));
  return result;
}

async function burst(
  { postgres }: BenchContext,
  { phones, customers }: Receivers,
  receiver: Receiver,
  prefix: string,
  count: number,
): Promise<Round> {
  const server = await postgres();
  const texts = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const [cpuBefore, postgresBefore] = [await cpuOf(receiver.pid), await server.cpu()];
  const came = receiver.expect(prefix, count);
  const pushed = await phones.call('burst', receiver.phone, customers, texts);
  const seen = await came;
  await phones.call('settled', receiver.phone);
  const [cpuAfter, postgresAfter] = [await cpuOf(receiver.pid), await server.cpu()];
  const seconds = (Math.max(...Object.values(seen)) - Math.min(...Object.values(pushed))) / 1000;
  return {
    perSecond: count / seconds,
    cpuMsPerMessage: perMessage(cpuBefore, cpuAfter, count),
    postgresCpuMsPerMessage: perMessage(postgresBefore, postgresAfter, count),
  };
}

function perMessage(before: number | null, after: number | null, count: number): number | null {
  return before === null || after === null ? null : (after - before) / count;
}

function figures(taken: Record<Name, Round[]>, given: Record<string, unknown>): Figure[] {
  const rate = (name: Name) => median(taken[name].map(({ perSecond }) => perSecond));
  const cpu = (name: Name, key: 'cpuMsPerMessage' | 'postgresCpuMsPerMessage') => {
    const values = taken[name].map((one) => one[key]).filter((value) => value !== null);
    return values.length > 0 ? round(median(values)) : null;
  };
  const inputs = {
    ...given,
    perSecondOfEachRound: Object.fromEntries(
      names.map((name) => [name, taken[name].map(({ perSecond }) => round(perSecond))]),
    ),
    nodeCpuMsPerMessage: Object.fromEntries(names.map((name) => [name, cpu(name, 'cpuMsPerMessage')])),
    postgresCpuMsPerMessage: Object.fromEntries(
      names.map((name) => [name, cpu(name, 'postgresCpuMsPerMessage')]),
    ),
  };
  const common = { value: rate('product'), unit: 'messages/s', inputs };
  return [
    {
      ...common,
      name: 'inbound.one',
      versus: { what: 'bare Baileys, one commit per message', value: rate('commit') },
      bar: { of: 'ratio', atLeast: 0.7 },
    },
    {
      ...common,
      name: 'inbound.one.memory',
      versus: { what: 'bare Baileys, keys in memory, a counter', value: rate('memory') },
    },
  ];
}
