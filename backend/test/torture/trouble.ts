import type { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { delay } from '../../src/core/clock.ts';
import type { Chance } from './random.ts';
import type { BreakableServer } from './servers.ts';
import type { System } from './system.ts';

/** When a phone's messages were pushed in another order on purpose. */
export interface Reordered {
  number: string;
  from: number;
}

export interface Trouble {
  /** What was done, and how often. */
  done: Map<string, number>;
  reordered: Reordered[];
  /** Resolves when everything has been done, and everything has been given back. */
  over: Promise<void>;
}

interface TroubleOptions {
  system: System;
  mock: MockWhatsApp;
  phones: Phone[];
  kills: number;
  durationMs: number;
  chance: Chance;
  log: (line: string) => void;
}

const victims = { whatsapp: 9, web: 6, worker: 3, postgres: 4, redis: 4 };
const wireFaults = {
  'drop now': 3,
  'drop before accept': 3,
  'drop before ack': 3,
  'drop after ack': 3,
  'drop mid-burst': 3,
  'duplicate resent': 3,
  'duplicate stanza': 3,
  corrupt: 4,
  reorder: 1,
  delay: 2,
  'silent acks': 1,
};
const wireEveryMs = 900;

/** Kills and breaks at random moments, as `chance` says: the same seed does the same things in the same order. */
export function startTrouble(options: TroubleOptions): Trouble {
  const trouble: Trouble = { done: new Map(), reordered: [], over: Promise.resolve() };
  const ended = { yet: false };
  const killing = killAll(options, options.chance.fork(), trouble).finally(() => {
    ended.yet = true;
  });
  const wire = breakWire(options, options.chance.fork(), trouble, ended);
  trouble.over = Promise.all([killing, wire]).then(() => options.mock.faults.clear());
  return trouble;
}

async function killAll(options: TroubleOptions, chance: Chance, trouble: Trouble): Promise<void> {
  const { kills, durationMs } = options;
  const startedAt = Date.now();
  const outages = new Map<string, Promise<void>>();
  for (let index = 0; index < kills; index += 1) {
    const step = durationMs / kills;
    const due = startedAt + step * index + chance.between(0, Math.ceil(step));
    if (due > Date.now()) await delay(due - Date.now());
    await killOne(options, chance, trouble, outages);
  }
  await Promise.all(outages.values());
}

async function killOne(
  { system, log }: TroubleOptions,
  chance: Chance,
  trouble: Trouble,
  outages: Map<string, Promise<void>>,
): Promise<void> {
  const kind = chance.weighted(system.redis ? victims : { ...victims, redis: 0 });
  const awayMs = chance.between(0, 2_000);
  const signal = chance.happens(0.85) ? 'SIGKILL' : 'SIGTERM';
  if (kind === 'postgres' || kind === 'redis') {
    await outages.get(kind);
    note(trouble, `crash ${kind}`, log);
    const server = kind === 'postgres' ? system.postgres : system.redis;
    if (server) outages.set(kind, crash(server, awayMs));
    return;
  }
  const victim = chance.pick(system.processes[kind]);
  note(trouble, `${signal} ${kind}`, log, victim.isReady ? victim.name : `${victim.name}, not ready yet`);
  await victim.kill(signal, awayMs);
}

async function crash(server: BreakableServer, awayMs: number): Promise<void> {
  await server.crash();
  await delay(awayMs);
  await server.start();
}

async function breakWire(
  options: TroubleOptions,
  chance: Chance,
  trouble: Trouble,
  ended: { yet: boolean },
): Promise<void> {
  const { mock, phones, log } = options;
  while (!ended.yet) {
    await delay(chance.between(wireEveryMs / 2, (wireEveryMs * 3) / 2));
    const phone = chance.pick(phones);
    const name = chance.weighted(wireFaults);
    note(trouble, name, log, phone.name);
    if (name === 'reorder') trouble.reordered.push({ number: phone.number, from: Date.now() });
    wire[name](mock, phone, chance);
    // What has no end of its own is ended here, for all.
    if (chance.happens(0.15)) mock.faults.clear();
  }
}

const wire: Record<keyof typeof wireFaults, (mock: MockWhatsApp, phone: Phone, chance: Chance) => void> = {
  'drop now': ({ faults }, phone) => faults.dropConnection({ phone, when: 'now' }),
  'drop before accept': ({ faults }, phone) => faults.dropConnection({ phone, when: 'before-accept' }),
  'drop before ack': ({ faults }, phone) => faults.dropConnection({ phone, when: 'before-ack' }),
  'drop after ack': ({ faults }, phone) => faults.dropConnection({ phone, when: 'after-ack' }),
  'drop mid-burst': ({ faults }, phone, chance) =>
    faults.dropConnection({ phone, when: 'mid-burst', after: chance.between(1, 15) }),
  'duplicate resent': ({ faults }, phone, chance) =>
    faults.duplicate({ phone, how: 'resent', count: chance.between(1, 5) }),
  'duplicate stanza': ({ faults }, phone, chance) =>
    faults.duplicate({ phone, how: 'stanza', count: chance.between(1, 5) }),
  corrupt: ({ faults }, phone, chance) => faults.corruptNext({ phone, count: chance.between(1, 3) }),
  reorder: ({ faults }, phone, chance) => faults.reorder({ phone, count: chance.between(2, 4) }),
  delay: ({ faults }, phone, chance) => faults.delay({ phone, ms: chance.between(20, 300) }),
  'silent acks': ({ faults }, phone) => faults.silence({ phone, what: 'acks' }),
};

function note(trouble: Trouble, what: string, log: (line: string) => void, whom = ''): void {
  trouble.done.set(what, (trouble.done.get(what) ?? 0) + 1);
  log(`${what}${whom ? `: ${whom}` : ''}`);
}
