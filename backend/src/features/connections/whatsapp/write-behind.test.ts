import type { SignalDataSet, WAMessage } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  freshNumber,
  startWhatsappBench,
  type TestSupervisor,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { giveWay } from '../../../core/company-turns.ts';
import { createLogger } from '../../../core/logger.ts';
import { createVault } from '../../../core/secrets.ts';
import { CommitLine } from './commit-line.ts';
import { Inbox } from './inbox.ts';
import { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import { journaling, KeyStore } from './key-store.ts';

const vault = createVault(Buffer.alloc(32, 7).toString('base64'));

let bench: WhatsappBench;
let supervisor: TestSupervisor | undefined;

beforeAll(async () => {
  bench = await startWhatsappBench();
});
afterAll(() => bench.stop());

const entry = (name: string): JournalEntry => ({
  hash: Buffer.from(name.padEnd(32, '.')),
  attrs: { id: name },
  account: { id: '', lid: '' },
  plaintext: Buffer.from(name),
  unavailable: null,
});
const session = (id: string, value: string): SignalDataSet => ({ session: { [id]: Buffer.from(value) } });

interface Opened {
  store: KeyStore;
  keys: ReturnType<KeyStore['view']>;
  connectionId: string;
  journaled: string[];
  failures: unknown[];
}

async function open(line: CommitLine, ownerId = 'me'): Promise<Opened> {
  const connectionId = await bench.makeConnection();
  await bench.change(connectionId, { ownerId });
  const store = new KeyStore({ companyId: bench.companyId, connectionId, ownerId: 'me' }, vault, line);
  const journaled: string[] = [];
  const failures: unknown[] = [];
  store.onJournaled(({ attrs }) => journaled.push(attrs.id ?? ''));
  const keys = store.view(new AbortController().signal, (error) => failures.push(error));
  return { store, keys, connectionId, journaled, failures };
}

async function storedSession({ connectionId }: Opened, id: string): Promise<string | null> {
  const owned = { companyId: bench.companyId, connectionId, ownerId: 'me' };
  const fresh = new KeyStore(owned, vault, new CommitLine()).view(
    new AbortController().signal,
    () => undefined,
  );
  const found = (await fresh.get('session', [id]))[id];
  return found ? Buffer.from(found).toString() : null;
}

it('commits what several connections have in one go; one that was lost to another process is refused alone', async () => {
  const line = new CommitLine();
  const [first, lost, last] = await Promise.all([open(line), open(line, 'another'), open(line)]);
  for (const [index, { keys }] of [first, lost, last].entries()) {
    await keys.set({
      ...session('maria', `one ${index}`),
      ...session('joao', `two ${index}`),
      ...journaling(entry(`a ${index}`), { handled: false }),
    });
    await keys.set({
      ...session('maria', `newer ${index}`),
      ...journaling(entry(`b ${index}`), { handled: true }),
    });
    await keys.set({ session: { joao: null }, ...journaling(entry(`c ${index}`), { handled: false }) });
  }
  await Promise.all([first, lost, last].map(({ store }) => store.settled()));
  expect([first, lost, last].map(({ journaled }) => journaled)).toEqual([['a 0', 'c 0'], [], ['a 2', 'c 2']]);
  expect([first, lost, last].map(({ failures }) => failures.length)).toEqual([0, 1, 0]);
  expect(await storedSession(first, 'maria')).toBe('newer 0');
  expect(await storedSession(first, 'joao')).toBeNull();
  expect(await storedSession(lost, 'maria')).toBeNull();
  expect(await storedSession(last, 'maria')).toBe('newer 2');
  const { rows } = await bench.database.owner.query(
    'SELECT count(*)::int AS count FROM whatsapp_journal WHERE connection_id = ANY ($1)',
    [[first.connectionId, lost.connectionId, last.connectionId]],
  );
  expect(rows).toEqual([{ count: 6 }]);
});

it('hands on what comes again and lies open in the journal, unless it is in hand', async () => {
  const { store, keys, connectionId } = await open(new CommitLine());
  const journal = new Journal({ companyId: bench.companyId, connectionId, ownerId: 'me' }, vault);
  const handled: (string | null | undefined)[] = [];
  const inbox = new Inbox({
    journal,
    handle: async (messages: WAMessage[]) => {
      handled.push(...messages.map(({ key }) => key.id));
    },
    giveWay: () => giveWay(bench.companyId),
    logger: createLogger({ level: 'fatal', name: 'test' }),
  });
  await keys.set(journaling(entry('first'), { handled: false }));
  await store.settled();
  inbox.start();
  await bench.until('caught up', () => handled.length === 1);
  // Nobody tells the inbox of it.
  await keys.set(journaling(entry('left'), { handled: false }));
  await store.settled();
  const left = await journal.find(entry('left').hash);
  for (let times = 0; times < 2; times += 1) if (left?.open) inbox.addFound(left.entry);
  await bench.until('handled', () => handled.length === 2);
  await inbox.stop();
  expect(handled).toEqual(['first', 'left']);
  expect((await journal.find(entry('left').hash))?.open).toBe(false);
});

it('reads what is not committed yet, also what memory has no room for', async () => {
  const { keys, store } = await open(new CommitLine());
  await store.settled();
  const many = Array.from({ length: 3_000 }, (_, index) => [`person ${index}`, Buffer.from(`${index}`)]);
  await keys.set({ session: Object.fromEntries(many) });
  expect(store.committed()).not.toBeNull();
  const { 'person 0': oldest } = await keys.get('session', ['person 0']);
  expect(Buffer.from(oldest ?? []).toString()).toBe('0');
  await store.settled();
  expect(store.committed()).toBeNull();
});

it('loses everything after a commit that failed, and starts over from what the database has', async () => {
  const opened = await open(new CommitLine());
  const { keys, store, connectionId, failures, journaled } = opened;
  await keys.set(session('maria', 'good'));
  await store.settled();
  await bench.change(connectionId, { ownerId: 'another' });
  await keys.set(session('maria', 'lost'));
  await keys.set({ ...session('maria', 'lost, too'), ...journaling(entry('lost'), { handled: false }) });
  await expect(store.committed()).rejects.toThrow();
  expect(failures).toHaveLength(1);
  expect(journaled).toEqual([]);
  expect(Buffer.from((await keys.get('session', ['maria'])).maria ?? []).toString()).toBe('good');
  expect(await storedSession(opened, 'maria')).toBe('good');
});

it('lets no receipt out while the commit hangs, decrypts on meanwhile, and confirms all after it (pitfall 2)', async () => {
  supervisor = await bench.start();
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const id = await bench.link(phone);
  await maria.sendText(phone, 'Antes');
  await bench.until('confirmed', () => phone.devices[0]?.queued === 0);

  const lock = await bench.database.owner.connect();
  await lock.query('BEGIN; LOCK TABLE whatsapp_journal IN ACCESS EXCLUSIVE MODE');
  const texts = Array.from({ length: 5 }, (_, index) => `Durante ${index}`);
  for (const text of texts) await maria.sendText(phone, text);
  await bench.until('a commit that hangs', async () => {
    const { rows } = await bench.database.owner.query(
      `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%whatsapp_commit%'`,
    );
    return rows.length > 0;
  });
  expect(phone.devices[0]?.queued).toBe(5);
  await lock.query('ROLLBACK');
  lock.release();
  await bench.until('all confirmed', () => phone.devices[0]?.queued === 0);
  const told = () => bench.told.messages.filter(({ connectionId }) => connectionId === id);
  await bench.until('all told', () => told().length === 6);
  expect(told().map(({ text }) => text)).toEqual(['Antes', ...texts]);
  await supervisor.stop();
});
