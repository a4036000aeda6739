import { randomUUID } from 'node:crypto';
import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { outboundText } from '../../../../test/harness/inbound.ts';
import {
  freshNumber,
  startWhatsappBench,
  type TestSupervisor,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { getOpenChannel } from '../open-channels.ts';

/** On a busy machine hundreds of messages take their time. */
const burstMs = 90_000;

let bench: WhatsappBench;
let supervisor: TestSupervisor;

beforeAll(async () => {
  bench = await startWhatsappBench();
  supervisor = await bench.start();
});
afterEach(() => {
  bench.onMessage.current = null;
  bench.mock.faults.clear();
});
afterAll(() => bench.stop());

interface Chat {
  id: string;
  phone: Phone;
  maria: Customer;
}

async function linkedChat(): Promise<Chat> {
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  return { id: await bench.link(phone), phone, maria };
}

const textsOf = (id: string) =>
  bench.told.messages.filter(({ connectionId }) => connectionId === id).map(({ text }) => text);
/** Each text once, in the order it was first told: telling twice is allowed, the listener stores once. */
const storedOf = (id: string) => [...new Set(textsOf(id))];
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Mensagem ${index + 1}`);

async function openJournal(id: string): Promise<number> {
  const { rows } = await bench.database.owner.query<{ count: string }>(
    'SELECT count(*) FROM whatsapp_journal WHERE connection_id = $1 AND handled_at IS NULL',
    [id],
  );
  return Number(rows[0]?.count);
}

it('resumes after a restart without a new QR, and takes what came meanwhile (pitfall 1: append)', async () => {
  const { id, phone, maria } = await linkedChat();
  await supervisor.stop();
  expect(getOpenChannel(id)).toBeUndefined();
  expect(await bench.row(id)).toMatchObject({ ownerId: null, leaseUntil: null, linked: true });
  await maria.sendText(phone, 'Alguém aí?');
  await maria.sendText(phone, 'Oi?');
  expect(phone.devices[0]?.queued).toBeGreaterThanOrEqual(2);

  supervisor = await bench.start();
  await bench.until('both texts', () => storedOf(id).length === 2);
  expect(storedOf(id)).toEqual(['Alguém aí?', 'Oi?']);
  await bench.until('connected', async () => getOpenChannel(id) !== undefined);
  expect(phone.devices).toHaveLength(1);
});

it('loses none of a burst of 300 when the connection drops in it, and keeps the order (pitfalls 2 and 4)', {
  timeout: burstMs,
}, async () => {
  const { id, phone, maria } = await linkedChat();
  bench.mock.faults.dropConnection({ phone, when: 'mid-burst', after: 100 });
  await maria.sendMany(phone, numbered(300));
  await bench.until('all of them', () => storedOf(id).length >= 300, burstMs);
  expect(storedOf(id)).toEqual(numbered(300));
  await bench.until('all handled', async () => (await openJournal(id)) === 0);
  await bench.until('all confirmed', () => phone.devices[0]?.queued === 0);
});

it('takes from the journal what a dead process had decrypted but not stored (pitfall 2)', async () => {
  const { id, phone, maria } = await linkedChat();
  // The listener never comes to an end: as if the process had died between journal and store.
  bench.onMessage.current = () => Promise.reject(new Error('The process is dying'));
  for (const text of numbered(5)) await maria.sendText(phone, text);
  await bench.until('journaled', async () => (await openJournal(id)) === 5);
  await bench.until('receipts out', () => phone.devices[0]?.queued === 0);
  await supervisor.stop();
  expect(textsOf(id)).toEqual([]);

  bench.onMessage.current = null;
  supervisor = await bench.start();
  await bench.until('all stored', () => storedOf(id).length === 5);
  expect(storedOf(id)).toEqual(numbered(5));
});

it('commits keys and plaintext before the receipt: no receipt goes out for what the database refuses (pitfall 2)', async () => {
  const { id, phone, maria } = await linkedChat();
  await maria.sendText(phone, 'Antes');
  await bench.until('the first', () => storedOf(id).length === 1);
  await bench.until('confirmed', () => phone.devices[0]?.queued === 0);
  const restore = failStatements('whatsapp-commit');
  const sent = await maria.sendText(phone, 'Durante');
  await bench.until('shut', () => getOpenChannel(id) === undefined);
  expect(phone.devices[0]?.queued).toBe(1);
  restore();
  await bench.until('stored', () => storedOf(id).includes('Durante'));
  await maria.waitForStatus(sent, 'delivered');
  expect(storedOf(id)).toEqual(['Antes', 'Durante']);
});

it('hands on what was committed though the answer to the commit was lost (pitfall 2)', async () => {
  const { id, phone, maria } = await linkedChat();
  await maria.sendText(phone, 'Antes');
  await bench.until('confirmed', () => phone.devices[0]?.queued === 0);
  const restore = loseAnswers('whatsapp-commit');
  const sent = await maria.sendText(phone, 'Durante');
  await bench.until('shut', () => getOpenChannel(id) === undefined);
  restore();
  await maria.sendText(phone, 'Depois');
  await bench.until('all told', () => storedOf(id).length === 3);
  expect(storedOf(id)).toEqual(['Antes', 'Durante', 'Depois']);
  await maria.waitForStatus(sent, 'delivered');
  await bench.until('all handled', async () => (await openJournal(id)) === 0);
});

it('answers the same ciphertext again from the journal, and stores it once (pitfall 3)', async () => {
  const { id, phone, maria } = await linkedChat();
  bench.mock.faults.duplicate({ phone, how: 'stanza' });
  await maria.sendText(phone, 'Uma vez');
  await maria.sendText(phone, 'E outra');
  await bench.until('both', () => storedOf(id).length === 2);
  await bench.until('confirmed', () => phone.devices[0]?.queued === 0);
  expect(textsOf(id)).toEqual(['Uma vez', 'E outra']);
});

it('shows what can not be decrypted, and fills it in when the phone sends it again (pitfall 5)', async () => {
  const { id, phone, maria } = await linkedChat();
  bench.mock.faults.corruptNext({ phone });
  const sent = await maria.sendText(phone, 'Agora sim');
  const mine = () => bench.told.messages.filter(({ connectionId }) => connectionId === id);
  await bench.until('the text', () => mine().some(({ kind }) => kind === 'text'));
  expect(mine().map(({ kind, text, channelMessageId }) => [kind, text, channelMessageId])).toEqual([
    ['undecryptable', '', sent.id],
    ['text', 'Agora sim', sent.id],
  ]);
});

it('tells of what the owner types on the phone, as outbound to the customer', async () => {
  const { id, phone, maria } = await linkedChat();
  await phone.sendText(maria, 'Do telefone');
  await bench.until('the text', () => storedOf(id).length === 1);
  expect(bench.told.messages.at(-1)).toMatchObject({
    direction: 'outbound',
    text: 'Do telefone',
    person: { phone: maria.number, pushName: null },
    address: maria.jid,
  });
});

it('knows a person by number and LID, whichever they write from, and answers there (pitfall 9)', async () => {
  const { id, phone, maria } = await linkedChat();
  const lid = maria.lid.split('@')[0];
  await maria.sendText(phone, 'Do número');
  maria.addressing = 'lid';
  await maria.sendText(phone, 'Do LID');
  await bench.until('both', () => storedOf(id).length === 2);
  const [byPhone, byLid] = bench.told.messages.filter(({ connectionId }) => connectionId === id);
  expect(byPhone).toMatchObject({ person: { phone: maria.number, lid }, address: maria.jid });
  expect(byLid).toMatchObject({ person: { phone: maria.number, lid }, address: maria.lid });
  await getOpenChannel(id)?.send({
    address: maria.lid,
    channelMessageId: '3EB0LID0',
    content: outboundText('Resposta'),
  });
  await maria.waitForMessage('Resposta');
});

it('is not moved by forged protocol messages (pitfall 8)', async () => {
  const { id, phone, maria } = await linkedChat();
  const mallory = bench.mock.addCustomer({ number: freshNumber(), name: 'Mallory' });
  const sent = await maria.sendText(phone, 'Original');
  const forge = (forgery: Parameters<typeof bench.mock.faults.forgeProtocolMessage>[0]['forgery']) =>
    bench.mock.faults.forgeProtocolMessage({ from: mallory, to: phone, forgery });
  await forge({ kind: 'history-sync', text: 'Nunca escrita' });
  await forge({ kind: 'edit', messageId: sent.id, text: 'Alterada' });
  await forge({ kind: 'delete', messageId: sent.id });
  await forge({ kind: 'sent-by-phone', text: 'Nunca digitada' });
  await mallory.sendText(phone, 'Fim');
  await bench.until('the end', () => storedOf(id).includes('Fim'));
  const seen = bench.told.messages.filter(({ connectionId }) => connectionId === id);
  expect(seen.map(({ kind, text, direction }) => [direction, kind, text])).toEqual([
    ['inbound', 'text', 'Original'],
    ['inbound', 'unknown', ''],
    ['inbound', 'text', 'Fim'],
  ]);
});

it('keeps up in memory-bounded steps: more than the queue takes is read from the journal', {
  timeout: burstMs,
}, async () => {
  const { id, phone, maria } = await linkedChat();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  bench.onMessage.current = () => held;
  await maria.sendMany(phone, numbered(520));
  await bench.until('journaled', async () => (await openJournal(id)) === 520, burstMs);
  letGo();
  await bench.until('all stored', () => storedOf(id).length === 520, burstMs);
  expect(storedOf(id)).toEqual(numbered(520));
});

it('needs one SQL round trip for a warm inbound text, before the listener; many that come together share them', async () => {
  const { id, phone, maria } = await linkedChat();
  await maria.sendText(phone, 'Aquecimento');
  await bench.until('warm', () => storedOf(id).length === 1);
  await getOpenChannel(id)?.send({
    address: maria.jid,
    channelMessageId: randomUUID(),
    content: outboundText('Oi'),
  });
  await maria.waitForMessage('Oi');
  await maria.sendText(phone, 'Morno');
  await bench.until('warmer', () => storedOf(id).length === 2);

  const statements: string[] = [];
  const restore = watchStatements((name, values) => {
    if (values.includes(id)) statements.push(name);
  });
  const commits = () => statements.filter((name) => name === 'whatsapp-commit').length;
  for (const [index, text] of numbered(10).entries()) {
    await maria.sendText(phone, text);
    await bench.until('stored', () => storedOf(id).length === index + 3);
  }
  expect(commits()).toBe(10);
  await maria.sendMany(
    phone,
    numbered(40).map((text) => `${text}, junto`),
  );
  await bench.until('all stored', () => storedOf(id).length === 52);
  restore();
  expect(commits()).toBeLessThan(10 + 20);
  // What else there is marks many as handled at once.
  expect(statements.length - commits()).toBeLessThan(10);
  expect(statements).not.toContain('whatsapp-read-keys');
});

/** Calls `see` with the name (or text) and values of each statement sent to Postgres. Returns the way to stop it. */
function watchStatements(see: (name: string, values: unknown[]) => void): () => void {
  const original = pg.Client.prototype.query;
  // oxlint-disable-next-line typescript/no-explicit-any -- pg's query has a dozen overloads
  pg.Client.prototype.query = function watched(this: pg.Client, ...args: any[]) {
    const [first, second] = args;
    see(first?.name ?? String(first?.text ?? first), first?.values ?? second ?? []);
    // oxlint-disable-next-line typescript/no-explicit-any -- the same
    return (original as any).apply(this, args);
  } as typeof original;
  return () => {
    pg.Client.prototype.query = original;
  };
}

/** Makes statements of this name succeed without anybody hearing of it, as when the connection breaks just then. */
function loseAnswers(name: string): () => void {
  const original = pg.Client.prototype.query;
  // oxlint-disable-next-line typescript/no-explicit-any -- pg's query has a dozen overloads
  pg.Client.prototype.query = function losing(this: pg.Client, ...args: any[]) {
    // oxlint-disable-next-line typescript/no-explicit-any -- the same
    const result = (original as any).apply(this, args);
    if (args[0]?.name !== name) return result;
    return result.then(() => {
      throw new Error('Connection terminated unexpectedly');
    });
  } as typeof original;
  return () => {
    pg.Client.prototype.query = original;
  };
}

/** Makes statements of this name fail, as when the database goes away. */
function failStatements(name: string): () => void {
  return watchStatements((seen) => {
    if (seen === name) throw new Error('The database is gone');
  });
}
