import { mkdtemp, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MockWhatsApp } from '../api/mock-whatsapp.ts';
import { sample } from '../api/samples.ts';
import { BaileysClient, proto } from '../test/baileys-client.ts';
import { LiveReader } from '../test/live-reader.ts';
import { type Control, startControl } from './start-control.ts';
import type { ChatView, DeviceView, MessageView, StateView } from './view.ts';

const SHOP = '5511900000001';
const ANA = '5511988887777';

let whatsapp: MockWhatsApp;
let control: Control;
let client: BaileysClient;

beforeEach(async () => {
  const pageDirectory = await mkdtemp(join(tmpdir(), 'demo-phone-'));
  await writeFile(join(pageDirectory, 'index.html'), '<!doctype html><title>Demo phone</title>');
  whatsapp = await MockWhatsApp.start();
  whatsapp.addPhone({ number: SHOP, name: 'The shop' });
  whatsapp.addCustomer({ number: ANA, name: 'Ana' });
  control = await startControl(whatsapp, { pageDirectory });
  client = new BaileysClient(whatsapp);
});

afterEach(async () => {
  if (client.sock) await client.end();
  await control.close();
  await whatsapp.stop();
});

async function post(path: string, body: unknown = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${control.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

async function state(): Promise<StateView> {
  return (await (await fetch(`${control.url}/api/state`)).json()) as StateView;
}

const refusal = (status: number, code: string) => ({
  status,
  body: { error: { code, message: expect.any(String) as string } },
});

/** Links the client by the API, as the demo phone does, and waits until it is logged in. */
async function link(): Promise<DeviceView> {
  client.connect();
  const linked = await post(`/phones/${SHOP}/scan`, { qr: await client.waitForQr() });
  expect(linked.status).toBe(200);
  await client.closed();
  await client.connect().opened();
  return linked.body as DeviceView;
}

describe('linking', () => {
  it('links a client by the text of its QR code, and logs it out', async () => {
    const device = await link();
    expect(device).toMatchObject({ id: 1, name: expect.stringContaining('Mac OS') as string });
    expect((await state()).phones).toMatchObject([{ number: SHOP, devices: [{ id: 1, online: true }] }]);

    expect((await post(`/phones/${SHOP}/devices/1/log-out`)).status).toBe(200);
    expect(await client.closed()).toBe(401);
    expect((await state()).phones).toMatchObject([{ devices: [] }]);
    expect(await post(`/phones/${SHOP}/devices/1/log-out`)).toEqual(refusal(404, 'not_found'));
  });

  it('links a client by a pairing code, however it is spaced', async () => {
    client.connect();
    await client.waitForQr();
    const code = await client.sock.requestPairingCode(SHOP);
    const spaced = `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`;
    expect(await post(`/phones/${SHOP}/pairing-code`, { code: spaced })).toMatchObject({ status: 200 });
  });

  it('says why a code was refused', async () => {
    const scan = (qr: string) => post(`/phones/${SHOP}/scan`, { qr });
    const key = Buffer.alloc(32).toString('base64');
    expect(await scan('hello')).toEqual(refusal(409, 'qr_malformed'));
    expect(await scan(`gone,${key},${key},${key},1`)).toEqual(refusal(409, 'qr_over'));
    expect(await scan('')).toEqual(refusal(400, 'bad_request'));
    expect(await post(`/phones/${SHOP}/pairing-code`, { code: 'ABCD1234' })).toEqual(
      refusal(409, 'code_unknown'),
    );
    await post('/faults/passkey-prologue', { phone: SHOP });
    client.connect();
    expect(await scan(await client.waitForQr())).toEqual(refusal(409, 'passkey_required'));
  });
});

describe('writing', () => {
  it("brings a customer's text to the client and its answer back, with all ticks", async () => {
    await link();
    const live = await LiveReader.open(control.url);
    const sent = await post(`/customers/${ANA}/messages`, { to: SHOP, text: 'Hello' });
    expect(sent).toMatchObject({ status: 200, body: { mine: true, text: 'Hello' } });
    const { message } = await client.received('Hello');
    const { id } = sent.body as MessageView;
    expect(message.key.id).toBe(id);
    await live.event(
      'two ticks',
      inChat((chat) => statusOf(chat.onCustomer, id) === 'delivered'),
    );
    await client.sock.readMessages([message.key]);
    await live.event(
      'blue ticks',
      inChat((chat) => statusOf(chat.onCustomer, id) === 'read'),
    );

    const answer = await client.sock.sendMessage(whatsapp.customer(ANA).jid, { text: 'How can I help?' });
    await live.event(
      'the answer',
      inChat((chat) => chat.onCustomer.at(-1)?.text === 'How can I help?'),
    );
    expect((await post(`/customers/${ANA}/read`, { phone: SHOP })).status).toBe(200);
    await client.statusOf(answer?.key.id, proto.WebMessageInfo.Status.READ);
    await live.event(
      'read on the phone',
      inChat((chat) => statusOf(chat.onPhone, answer?.key.id) === 'read'),
    );
    live.close();
  });

  it("shows what is typed on the phone to the client and the customer, and reads the customer's", async () => {
    await link();
    await post(`/phones/${SHOP}/messages`, { to: ANA, text: 'From the counter' });
    expect((await client.received('From the counter')).message.key.fromMe).toBe(true);
    await whatsapp.customer(ANA).waitForMessage('From the counter');
    const question = await post(`/customers/${ANA}/messages`, { to: SHOP, text: 'Really?' });
    const { id } = question.body as MessageView;
    const live = await LiveReader.open(control.url);
    expect((await post(`/phones/${SHOP}/read`, { customer: ANA })).status).toBe(200);
    await live.event(
      'blue ticks',
      inChat((chat) => statusOf(chat.onCustomer, id) === 'read'),
    );
    live.close();
  });

  it('shows typing both ways, and keeps messages for a phone that is off', async () => {
    await link();
    const live = await LiveReader.open(control.url);
    await post(`/customers/${ANA}/messages`, { to: SHOP, text: 'Hello' });
    await client.received('Hello');
    expect((await post(`/customers/${ANA}/typing`, { phone: SHOP, state: 'composing' })).status).toBe(200);
    await live.event(
      'the customer types',
      inChat((chat) => chat.customerIsTyping),
    );
    await client.sock.sendPresenceUpdate('composing', whatsapp.customer(ANA).jid);
    await live.event(
      'the shop types',
      inChat((chat) => chat.phoneIsTyping),
    );

    await post(`/customers/${ANA}/presence`, { presence: 'offline' });
    const later = await client.sock.sendMessage(whatsapp.customer(ANA).jid, { text: 'Later' });
    await client.acked(later?.key.id);
    expect((await state()).chats[0]?.onCustomer.map(({ text }) => text)).toEqual(['Hello']);
    await post(`/customers/${ANA}/presence`, { presence: 'online' });
    await live.event(
      'the later one',
      inChat((chat) => chat.onCustomer.at(-1)?.text === 'Later'),
    );
    live.close();
  });

  it('adds customers, each number once', async () => {
    const joao = { name: ' João ', number: '+351 912 345 678', addressing: 'lid' };
    const added = { number: '351912345678', name: 'João', addressing: 'lid', presence: 'online' };
    expect(await post('/customers', joao)).toEqual({ status: 200, body: added });
    expect(await post('/customers', joao)).toEqual(refusal(409, 'already_exists'));
    expect(await post('/customers', { ...joao, number: SHOP })).toEqual(refusal(409, 'already_exists'));
    expect(await post('/customers', { ...joao, number: '12' })).toEqual(refusal(400, 'bad_request'));
    expect(await post('/customers', { ...joao, name: '' })).toEqual(refusal(400, 'bad_request'));
    expect((await state()).customers).toContainEqual(added);
  });
});

describe('everything else one can send', () => {
  const base = `/customers/${ANA}`;
  const mediaOf = (id: string, headers: Record<string, string> = {}) =>
    fetch(`${control.url}/api/phones/${SHOP}/chats/${ANA}/messages/${id}/media`, { headers });

  async function sendFile(
    about: Record<string, string>,
    bytes: Uint8Array,
    type = 'application/octet-stream',
  ) {
    const query = new URLSearchParams({ to: SHOP, ...about });
    const response = await fetch(`${control.url}/api${base}/files?${query}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from(bytes),
    });
    return { status: response.status, body: (await response.json()) as MessageView };
  }

  it('sends a file, and gives it back decrypted, whole and in part', async () => {
    const photo = sample('photo.jpg');
    const sent = await sendFile({ kind: 'image', caption: 'Look', mimetype: 'image/jpeg' }, photo);
    expect(sent).toMatchObject({
      status: 200,
      body: { text: 'Look', media: { kind: 'image', mimetype: 'image/jpeg', width: 640, height: 480 } },
    });
    const whole = await mediaOf(sent.body.id);
    expect(whole.headers.get('content-type')).toBe('image/jpeg');
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(photo);
    const part = await mediaOf(sent.body.id, { range: 'bytes=2-5' });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(photo.subarray(2, 6));
  });

  it('shows no file in the page that could do something there', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const sent = await sendFile({ kind: 'image', mimetype: 'image/svg+xml', fileName: 'x.svg' }, svg);
    const { headers } = await mediaOf(sent.body.id);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toContain('attachment');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('refuses files that are empty, of no known kind, or sent as a form could', async () => {
    const byte = Buffer.from('x');
    expect(await sendFile({ kind: 'image' }, Buffer.of())).toEqual(refusal(400, 'bad_request'));
    expect(await sendFile({ kind: 'hologram' }, byte)).toEqual(refusal(400, 'bad_request'));
    expect(await sendFile({ kind: 'image' }, byte, 'text/plain')).toEqual(
      refusal(415, 'unsupported_media_type'),
    );
    expect((await mediaOf('nothing')).status).toBe(404);
  });

  it('sends samples, places, contacts and polls', async () => {
    const to = { to: SHOP };
    const send = async (path: string, body: object) =>
      (await post(`${base}${path}`, { ...to, ...body })).body;
    expect(await send('/samples', { sample: 'voice' })).toMatchObject({
      media: { kind: 'voice-note', seconds: 3 },
    });
    expect(await send('/samples', { sample: 'moving-sticker' })).toMatchObject({
      media: { kind: 'sticker', animated: true },
    });
    expect(await send('/locations', { latitude: 1.5, longitude: -2, name: 'Here' })).toMatchObject({
      place: { latitude: 1.5, name: 'Here', live: false },
    });
    expect(await send('/locations', { latitude: 91, longitude: 0 })).toMatchObject({
      error: { code: 'bad_request' },
    });
    expect(await send('/contacts', { name: 'Bia', number: '+55 11 97777-6666' })).toMatchObject({
      contacts: [{ name: 'Bia', numbers: ['5511977776666'] }],
    });
    const poll = (await send('/polls', { question: 'Which?', options: ['a', 'b'] })) as MessageView;
    expect(poll).toMatchObject({ poll: { question: 'Which?', several: false } });
    expect(await send('/polls', { question: 'Which?', options: ['a'] })).toMatchObject({
      error: { code: 'bad_request' },
    });
    const votes = `/phones/${SHOP}/messages/${poll.id}/vote`;
    expect((await post(votes, { to: ANA, options: ['b'] })).status).toBe(200);
    expect(await post(votes, { to: ANA, options: ['c'] })).toEqual(refusal(409, 'refused'));
    const chat = (await state()).chats[0];
    expect(chat?.onPhone.at(-1)?.poll?.options).toEqual([
      { text: 'a', votes: 0, mine: false },
      { text: 'b', votes: 1, mine: true },
    ]);
  });

  it('answers, reacts, edits and deletes', async () => {
    const first = (await post(`${base}/messages`, { to: SHOP, text: 'Helo' })).body as MessageView;
    const reply = { to: ANA, text: 'Hi', quoting: first.id };
    expect((await post(`/phones/${SHOP}/messages`, reply)).status).toBe(200);
    const change = (side: string, what: string, body: object) =>
      post(`${side}/messages/${first.id}/${what}`, body);
    await change(base, 'edit', { to: SHOP, text: 'Hello' });
    await change(`/phones/${SHOP}`, 'react', { to: ANA, emoji: '👍' });
    await whatsapp.customer(ANA).waitForMessage('Hi');
    const [edited, answer] = (await state()).chats[0]?.onCustomer ?? [];
    expect(edited).toMatchObject({ text: 'Hello', edited: true, reaction: '👍' });
    expect(answer?.quoted).toEqual({ text: 'Hello', kind: 'conversation', mine: true });
    await change(base, 'delete', { to: SHOP });
    expect((await state()).chats[0]?.onPhone[0]).toMatchObject({ deleted: true, text: null });
    expect(await post(`${base}/messages/none/delete`, { to: SHOP })).toEqual(refusal(404, 'not_found'));
  });
});

describe('faults', () => {
  it('makes them by name', async () => {
    await link();
    expect(await post('/faults/require-restart', { phone: SHOP })).toEqual({ status: 200, body: {} });
    expect(await client.closed()).toBe(515);
    await client.connect().opened();
    expect((await post('/faults/ban', { phone: SHOP })).status).toBe(200);
    expect(await client.closed()).toBe(403);
    expect((await post('/faults/clear')).status).toBe(200);
    await client.connect().opened();
  });

  it('refuses unknown ones and bad options', async () => {
    expect(await post('/faults/explode', { phone: SHOP })).toEqual(refusal(404, 'not_found'));
    expect(await post('/faults/delay', { phone: SHOP, ms: -1 })).toEqual(refusal(400, 'bad_request'));
    expect(await post('/faults/delay', { phone: '5511900000009' })).toEqual(refusal(404, 'not_found'));
    const drop = { phone: SHOP, when: 'never' };
    expect(await post('/faults/drop-connection', drop)).toEqual(refusal(400, 'bad_request'));
  });
});

describe('the live stream', () => {
  it('starts with everything and goes on with what changes', async () => {
    await post(`/customers/${ANA}/messages`, { to: SHOP, text: 'Before' });
    const live = await LiveReader.open(control.url);
    await live.event('the state', () => true);
    expect(live.events[0]).toMatchObject({ type: 'state', state: { chats: [{ customer: ANA }] } });
    await post('/customers', { name: 'João', number: '351912345678' });
    await live.event('people', (event) => event.type === 'people' && event.customers.length === 2);
    live.close();
  });
});

describe('who may ask', () => {
  it('answers only to loopback names, so that another site cannot come in by DNS', async () => {
    expect(await rawGet('/api/state', 'evil.example')).toBe(403);
    expect(await rawGet('/', 'evil.example:80')).toBe(403);
    expect(await rawGet('/api/state', 'localhost:1')).toBe(200);
    expect(await rawGet('/api/state', '[::1]:1')).toBe(200);
  });

  it('takes only JSON, of a bounded size, so that a form on another site cannot post', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const text = { 'content-type': 'text/plain' };
    expect(await post('/customers', 'a=b', form)).toEqual(refusal(415, 'unsupported_media_type'));
    expect(await post('/customers', '{}', text)).toEqual(refusal(415, 'unsupported_media_type'));
    expect(await post('/customers', '{"a"')).toEqual(refusal(400, 'bad_json'));
    expect(await post('/customers', '[]')).toEqual(refusal(400, 'bad_json'));
    expect(await post('/customers', { name: 'x'.repeat(70_000) })).toEqual(refusal(413, 'too_large'));
  });

  it('serves the page and nothing beside it', async () => {
    const page = await fetch(control.url);
    expect(await page.text()).toContain('Demo phone');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await rawGet('/../package.json')).toBe(404);
    expect(await rawGet('/..%2f..%2fetc/hosts')).toBe(404);
    expect(await rawGet('/api/nothing')).toBe(404);
    expect(await post('/state')).toEqual(refusal(405, 'method_not_allowed'));
    expect(await post('/phones/%E0%A4%A/scan')).toEqual(refusal(400, 'bad_request'));
  });
});

const inChat = (match: (chat: ChatView) => boolean) => (event: { type: string; chat?: ChatView }) =>
  event.chat !== undefined && match(event.chat);

const statusOf = (messages: MessageView[], id: string | null | undefined) =>
  messages.find((message) => message.id === id)?.status;

/** fetch() tidies addresses up and won't send another Host. */
function rawGet(path: string, host?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(control.url);
    const asked = request({ hostname, port, path, headers: host ? { host } : {} }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}
