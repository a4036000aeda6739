import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outboundText } from '../../../../test/harness/inbound.ts';
import {
  freshNumber,
  startWhatsappBench,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { getOpenChannel } from '../open-channels.ts';

let bench: WhatsappBench;

beforeAll(async () => {
  bench = await startWhatsappBench();
  await bench.start();
});
afterAll(() => bench.stop());

const addPhone = (): Phone => bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
const state = async (id: string) => (await bench.row(id)).state;
const reaches = (id: string, wanted: string) => bench.until(wanted, async () => (await state(id)) === wanted);

/** Waits until the connection was lost and is there again. */
async function comesBack(id: string, cut: () => void): Promise<void> {
  const before = (await bench.row(id)).connectedAt?.getTime();
  cut();
  await bench.until('back', async () => {
    const row = await bench.row(id);
    return row.state === 'connected' && row.connectedAt?.getTime() !== before;
  });
}

it('is told when the owner logs it out on the phone (401): keys gone, stopped', async () => {
  const phone = addPhone();
  const id = await bench.link(phone);
  bench.mock.faults.logOut({ phone });
  await reaches(id, 'stopped');
  expect(await bench.row(id)).toMatchObject({ reason: 'logged_out', linked: false, wanted: 'off' });
  expect(getOpenChannel(id)).toBeUndefined();
});

it('is told when the account is banned (403)', async () => {
  const phone = addPhone();
  const id = await bench.link(phone);
  bench.mock.faults.ban({ phone });
  await reaches(id, 'stopped');
  expect(await bench.row(id)).toMatchObject({ reason: 'banned', linked: false, wanted: 'off' });
});

it('stops when it is replaced (440), keeps the account, and reconnects when asked', async () => {
  const phone = addPhone();
  const id = await bench.link(phone);
  bench.mock.faults.replace({ phone });
  await reaches(id, 'stopped');
  const row = await bench.row(id);
  expect(row).toMatchObject({ reason: 'replaced', linked: true, wanted: 'off' });
  await bench.change(id, { wanted: 'on', requestNumber: row.requestNumber + 1, state: 'starting' });
  await reaches(id, 'connected');
});

it('restarts at once when asked to (515)', async () => {
  const phone = addPhone();
  const id = await bench.link(phone);
  await comesBack(id, () => bench.mock.faults.requireRestart({ phone }));
  expect(phone.devices).toHaveLength(1);
});

it('comes back by itself when the network was cut', async () => {
  const phone = addPhone();
  const id = await bench.link(phone);
  await comesBack(id, () => bench.mock.faults.dropConnection({ phone }));
});

it('tells a send that WhatsApp limits from one that it refuses, and neither is tried again', async () => {
  const phone = addPhone();
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const id = await bench.link(phone);
  const send = (channelMessageId: string) =>
    getOpenChannel(id)?.send({ address: maria.jid, channelMessageId, content: outboundText('Oi') });
  bench.mock.faults.refuseSends({ phone, code: 463, count: 1 });
  await expect(send('3EB001')).rejects.toMatchObject({ reason: 'sending_limit', retry: false });
  bench.mock.faults.refuseSends({ phone, code: 479, count: 1 });
  await expect(send('3EB002')).rejects.toMatchObject({ reason: 'refused', retry: false });
  await expect(send('3EB003')).resolves.toBeInstanceOf(Date);
});

it('sends again under the same id what was cut off before the ack, and it arrives once (pitfall 3)', async () => {
  const phone = addPhone();
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const id = await bench.link(phone);
  const message = { address: maria.jid, channelMessageId: '3EB010', content: outboundText('Só uma vez') };
  bench.mock.faults.dropConnection({ phone, when: 'before-ack' });
  await expect(getOpenChannel(id)?.send(message)).rejects.toMatchObject({ retry: true });
  await bench.until('back', () => getOpenChannel(id) !== undefined);
  await getOpenChannel(id)?.send(message);
  const chat = maria.chat(phone).filter(({ fromMe }) => !fromMe);
  expect(chat.map(({ text }) => text)).toEqual(['Só uma vez']);
});

it('answers a retry request from the database (pitfall 5)', async () => {
  const phone = addPhone();
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const id = await bench.link(phone);
  const send = (channelMessageId: string, text: string) => {
    const content = outboundText(text);
    bench.told.sent.set(channelMessageId, content);
    return getOpenChannel(id)?.send({ address: maria.jid, channelMessageId, content });
  };
  await send('3EB020', 'Primeira');
  await maria.waitForMessage('Primeira');
  await maria.sendText(phone, 'Recebi');
  await bench.until('the answer', () => bench.told.messages.some(({ text }) => text === 'Recebi'));
  maria.loseSessions();
  await send('3EB021', 'Segunda');
  await maria.waitForMessage('Segunda');
});

it('shows typing both ways and that messages were read', async () => {
  const phone = addPhone();
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const id = await bench.link(phone);
  const sent = await maria.sendText(phone, 'Oi');
  await bench.until('the text', () => bench.told.messages.some(({ text }) => text === 'Oi'));
  await bench.until('typing', () => {
    maria.typing(phone, 'composing');
    return bench.told.typing.some(({ state: seen }) => seen === 'composing');
  });
  expect(bench.told.typing.at(-1)).toMatchObject({ connectionId: id, person: { phone: maria.number } });
  await getOpenChannel(id)?.sendTyping(maria.jid, 'composing');
  await bench.until('typing seen', () => maria.isTyping(phone));
  await getOpenChannel(id)?.markRead(maria.jid, [{ id: sent.id, author: null }]);
  await maria.waitForStatus(sent, 'read');
});
