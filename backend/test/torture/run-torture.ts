import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import { buildServerIfOld } from '../../bench/lib/build.ts';
import { type Cast, prepareCast } from './cast.ts';
import { drain } from './drain.ts';
import { examine, type Ledger } from './examine.ts';
import { createChance } from './random.ts';
import { startSystem } from './system.ts';
import { startTraffic } from './traffic.ts';
import { startTrouble } from './trouble.ts';

export interface TortureOptions {
  seed: number;
  /** Each way. */
  messages: number;
  kills: number;
  redis: boolean;
  customersPerPhone: number;
  log: (line: string) => void;
}

export interface TortureResult {
  ledger: Ledger;
  done: Map<string, number>;
  resumed: number;
  refetched: number;
  seconds: number;
  /** The processes' logs; kept when something differs. */
  folder: string;
}

const perSecond = 30;
const killEveryMs = 3_500;

/** Runs the product, uses it, breaks it, lets it heal, and looks at what is left. */
export async function runTorture(options: TortureOptions): Promise<TortureResult> {
  const { messages, kills, customersPerPhone } = options;
  const startedAt = Date.now();
  const log = (line: string) =>
    options.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  await buildServerIfOld(log);
  const chance = createChance(options.seed);
  const mock = await MockWhatsApp.start();
  const system = await startSystem({ redis: options.redis, whatsappUrl: mock.url });
  log(`the system runs, logs in ${system.folder}`);
  let cast: Cast | undefined;
  try {
    const prepared = await prepareCast(system, mock, { phones: 2, customersPerPhone });
    cast = prepared;
    log(`${prepared.phones.length} phones are linked, ${prepared.chats.length} chats are open`);
    const durationMs = Math.max((messages / perSecond) * 1000, kills * killEveryMs);
    const { agents, chats, phones } = prepared;
    const traffic = startTraffic({ chats, messages, durationMs, chance: chance.fork() });
    const trouble = startTrouble({ system, mock, phones, kills, durationMs, chance: chance.fork(), log });
    await Promise.all([traffic.done, trouble.over]);
    log('all is written, and nothing is broken any more');
    const ledger = await drain(() => examine(system, prepared, traffic, trouble.reordered), log);
    for (const { crashes } of system.all) ledger.differences.push(...crashes);
    return {
      ledger,
      done: trouble.done,
      resumed: agents.reduce((sum, { resumed }) => sum + resumed, 0),
      refetched: agents.reduce((sum, { refetched }) => sum + refetched, 0),
      seconds: Math.round((Date.now() - startedAt) / 1000),
      folder: system.folder,
    };
  } finally {
    for (const agent of cast?.agents ?? []) agent.close();
    await system.stop();
    await mock.stop();
  }
}
