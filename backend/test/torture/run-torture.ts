import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import { delay } from '../../src/core/clock.ts';
import { type Cast, prepareCast } from './cast.ts';
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
const drainMs = 120_000;
const lookEveryMs = 1_000;

/** Runs the product, uses it, breaks it, lets it heal, and looks at what is left. */
export async function runTorture(options: TortureOptions): Promise<TortureResult> {
  const { messages, kills, customersPerPhone } = options;
  const startedAt = Date.now();
  const log = (line: string) =>
    options.log(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);
  const chance = createChance(options.seed);
  const mock = await MockWhatsApp.start();
  const system = await startSystem({ redis: options.redis, whatsappUrl: mock.url });
  log(`the system runs, logs in ${system.folder}`);
  let cast: Cast | undefined;
  try {
    cast = await prepareCast(system, mock, customersPerPhone);
    log(`${cast.phones.length} phones are linked, ${cast.chats.length} chats are open`);
    const durationMs = Math.max((messages / perSecond) * 1000, kills * killEveryMs);
    const { agents, chats, phones } = cast;
    const traffic = startTraffic({ chats, messages, durationMs, chance: chance.fork() });
    const trouble = startTrouble({ system, mock, phones, kills, durationMs, chance: chance.fork(), log });
    await Promise.all([traffic.done, trouble.over]);
    log('all is written, and nothing is broken any more');
    const look = () => examine(system, { agents, chats, phones }, traffic, trouble.reordered);
    const ledger = await drain(look, log);
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

/** Looks until nothing differs any more, or it has had time enough. */
async function drain(look: () => Promise<Ledger>, log: (line: string) => void): Promise<Ledger> {
  const deadline = Date.now() + drainMs;
  let said = '';
  for (;;) {
    const ledger = await look();
    const { differences } = ledger;
    if (differences.length === 0 || Date.now() > deadline) return ledger;
    const say = `${differences.length} differences, such as: ${differences[0]}`;
    if (say !== said) log(say);
    said = say;
    await delay(lookEveryMs);
  }
}
