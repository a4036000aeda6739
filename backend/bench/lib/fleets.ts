import { randomUUID } from 'node:crypto';
import { messageEndpoints } from '@ticketz/contract/messages';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import type { BareSessionsApi } from './bare-sessions.ts';
import type { BenchContext } from './bench.ts';
import { cpuOf } from './cpu.ts';
import { makeLinkedShop, watchConnections } from './linked-shop.ts';
import { type LinkedWorld, linkedWorld } from './linked-world.ts';
import type { SavedAccount } from './memory-auth.ts';
import { median, round } from './numbers.ts';
import type { Chat } from './phones.ts';
import { launchProduct, logIn, makeSecrets } from './product.ts';
import { type Seen, Tally } from './tally.ts';
import { startWorker } from './worker.ts';

/** One process that takes messages in on several sessions: the product up to an agent's socket, or the bare library. */
export interface Fleet {
  pid: number;
  chats: Chat[];
  /** Resolves with when each text was seen, once `count` texts that begin with `prefix` were. */
  expect(prefix: string, count: number): Promise<Seen>;
}

/** Several of them, on one WhatsApp. */
export interface Fleets {
  world: LinkedWorld;
  /** The whole product with these sessions, and as many conversations, open tickets of an agent. */
  product(name: string, sessions: number): Promise<Fleet>;
  /** The library with these sessions, each message committed. */
  bare(name: string, sessions: number): Promise<Fleet>;
  stop(): Promise<void>;
}

/** What one burst through a fleet gave. */
export interface Round {
  perSecond: number;
  cpuMsPerMessage: number;
  postgresCpuMsPerMessage: number;
}

const hello = 'hello ';
const answer = 'At your service';

/** `chats`: how many conversations each fleet has, spread over its sessions. All are answered ones when it is there. */
export async function startFleets(context: BenchContext, bench: string, chats: number): Promise<Fleets> {
  const world = await linkedWorld(context.log);
  const stops: (() => Promise<void>)[] = [];
  const prepare = async (name: string, sessions: number) => {
    const accounts = await world.accounts(`${bench} ${name}`, sessions);
    const databaseUrl = await (await context.postgres()).makeDatabase(`${bench}_${name}`);
    return { accounts, databaseUrl, chats: await makeChats(world, accounts, chats) };
  };
  return {
    world,
    async product(name, sessions) {
      return startProductFleet(world, await prepare(name, sessions), (stop) => stops.push(stop));
    },
    async bare(name, sessions) {
      return startBareFleet(world, await prepare(name, sessions), (stop) => stops.push(stop));
    },
    async stop() {
      for (const stop of stops.splice(0)) await stop();
    },
  };
}

interface Given {
  accounts: SavedAccount[];
  databaseUrl: string;
  chats: Chat[];
}

let customers = 0;

async function makeChats({ phones }: LinkedWorld, accounts: SavedAccount[], count: number): Promise<Chat[]> {
  const chats = Array.from({ length: count }, (_, index) => {
    customers += 1;
    const phone = accounts[index % accounts.length]?.number ?? '';
    return { phone, customer: `55118${String(10_000_000 + customers)}` };
  });
  await phones.call(
    'addCustomers',
    chats.map(({ customer }) => customer),
  );
  return chats;
}

async function startProductFleet(
  world: LinkedWorld,
  { accounts, databaseUrl, chats }: Given,
  onStop: (stop: () => Promise<void>) => void,
): Promise<Fleet> {
  const secrets = makeSecrets();
  const shop = await makeLinkedShop(databaseUrl, accounts, { secrets, wanted: true });
  const product = await launchProduct({ databaseUrl, whatsappUrl: world.url, profile: false }, secrets);
  onStop(() => product.stop());
  const watch = await watchConnections(databaseUrl);
  await watch.connected(accounts.length, 0);
  await watch.close();
  const { api, openSocket } = await logIn(shop, product.url, secrets);
  const tally = new Tally();
  await openSocket((event) => {
    if (event.type !== 'message.created' || event.data.message.direction !== 'inbound') return;
    tally.add(event.data.message.text);
  });
  const fleet: Fleet = { pid: product.pid, chats, expect: (prefix, count) => tally.expect(prefix, count) };
  await sayHello(world, fleet);
  const { items } = await api.call(ticketEndpoints.listTickets, { query: { tab: 'waiting', limit: 100 } });
  for (const { id: ticketId } of items) {
    await api.call(ticketEndpoints.acceptTicket, { params: { ticketId } });
    const body = { clientId: randomUUID(), text: answer };
    await api.call(messageEndpoints.sendMessage, { params: { ticketId }, body });
  }
  await answered(world, fleet);
  return fleet;
}

async function startBareFleet(
  world: LinkedWorld,
  { accounts, databaseUrl, chats }: Given,
  onStop: (stop: () => Promise<void>) => void,
): Promise<Fleet> {
  const bare = startWorker<BareSessionsApi>(new URL('./bare-sessions.ts', import.meta.url));
  onStop(() => bare.stop());
  await bare.call('open', world.url, accounts, databaseUrl);
  const fleet: Fleet = {
    pid: bare.pid,
    chats,
    expect: (prefix, count) => bare.call('expect', prefix, count),
  };
  await sayHello(world, fleet);
  for (const { phone, customer } of chats) await bare.call('send', phone, [customer], answer);
  await answered(world, fleet);
  return fleet;
}

/** The first message of each customer, which makes the sessions. */
async function sayHello({ phones }: LinkedWorld, { chats, expect }: Fleet): Promise<void> {
  const texts = chats.map((_, index) => `${hello}${index}`);
  const came = expect(hello, texts.length);
  await phones.call('burstInto', chats, texts);
  await came;
}

async function answered({ phones }: LinkedWorld, fleet: Fleet): Promise<void> {
  await phones.call(
    'answered',
    fleet.chats.map(({ customer }) => customer),
    answer,
  );
  await settled(phones, fleet);
}

async function settled(phones: LinkedWorld['phones'], { chats }: Fleet): Promise<void> {
  for (const phone of new Set(chats.map((chat) => chat.phone))) await phones.call('settled', phone);
}

/** As many texts at once, in all the fleet's conversations. */
export async function burst(
  { postgres }: BenchContext,
  { phones }: LinkedWorld,
  fleet: Fleet,
  prefix: string,
  count: number,
): Promise<Round> {
  const server = await postgres();
  const texts = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  const used = async () => ({ node: await cpuOf(fleet.pid), postgres: await server.cpu() });
  const before = await used();
  const came = fleet.expect(prefix, count);
  const pushed = await phones.call('burstInto', fleet.chats, texts);
  const seen = await came;
  await settled(phones, fleet);
  const after = await used();
  const seconds = (Math.max(...Object.values(seen)) - Math.min(...Object.values(pushed))) / 1000;
  const perMessage = (from: number | null, to: number | null) =>
    ((to ?? Number.NaN) - (from ?? Number.NaN)) / count;
  return {
    perSecond: count / seconds,
    cpuMsPerMessage: perMessage(before.node, after.node),
    postgresCpuMsPerMessage: perMessage(before.postgres, after.postgres),
  };
}

/** Bursts through all the fleets in turn, after an unmeasured one through each. */
export async function takeTurns<Name extends string>(
  context: BenchContext,
  world: LinkedWorld,
  fleets: Record<Name, Fleet>,
  { rounds, messages }: { rounds: number; messages: number },
): Promise<Record<Name, Round[]>> {
  const names = Object.keys(fleets) as Name[];
  const none = names.map((name): [Name, Round[]] => [name, []]);
  const taken = Object.fromEntries(none) as Record<Name, Round[]>;
  for (const name of names) await burst(context, world, fleets[name], `warm ${name} `, messages / 3);
  for (let number = 1; number <= rounds; number += 1) {
    for (const name of names) {
      const result = await burst(context, world, fleets[name], `round ${number} ${name} `, messages);
      context.log(`round ${number} of ${rounds}, ${name}: ${round(result.perSecond)} messages/s`);
      taken[name].push(result);
    }
  }
  return taken;
}

export function rateOf(rounds: Round[]): number {
  return median(rounds.map(({ perSecond }) => perSecond));
}

/** The rounds as a row's inputs show them. */
export function roundsAsInputs(taken: Record<string, Round[]>): Record<string, unknown> {
  const each = (pick: (rounds: Round[]) => unknown) =>
    Object.fromEntries(Object.entries(taken).map(([name, rounds]) => [name, pick(rounds)]));
  return {
    perSecondOfEachRound: each((rounds) => rounds.map(({ perSecond }) => round(perSecond))),
    nodeCpuMsPerMessage: each((rounds) => round(median(rounds.map((one) => one.cpuMsPerMessage)))),
    postgresCpuMsPerMessage: each((rounds) =>
      round(median(rounds.map((one) => one.postgresCpuMsPerMessage))),
    ),
  };
}
