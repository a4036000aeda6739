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

const stateOf = async (id: string) => (await bench.row(id)).state;

it('links by QR, takes a customer text and sends an answer', async () => {
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const connectionId = await bench.link(phone);
  expect(await bench.row(connectionId)).toMatchObject({
    linked: true,
    reason: null,
    phoneNumber: phone.number,
    linkValue: null,
    linkMethod: null,
  });
  expect(phone.devices[0]?.platform).toBe('Ticketz (CHROME)');

  await maria.sendText(phone, 'Bom dia');
  await bench.until('the text', () => bench.told.messages.length === 1);
  expect(bench.told.messages[0]).toMatchObject({
    connectionId,
    direction: 'inbound',
    kind: 'text',
    text: 'Bom dia',
    person: { phone: maria.number, lid: maria.lid.split('@')[0], pushName: 'Maria' },
    address: maria.jid,
  });

  const channel = getOpenChannel(connectionId);
  const at = await channel?.send({
    address: maria.jid,
    channelMessageId: '3EB0AAAA',
    content: outboundText('Pois não?'),
  });
  expect(at).toBeInstanceOf(Date);
  expect(await maria.waitForMessage('Pois não?')).toMatchObject({ id: '3EB0AAAA', kind: 'conversation' });
  await bench.until('delivered', () => bench.told.statuses.some(({ status }) => status === 'delivered'));
  await maria.read(phone);
  await bench.until('read', () => bench.told.statuses.some(({ status }) => status === 'read'));
  expect(bench.told.statuses.at(-1)).toMatchObject({
    channelMessageIds: ['3EB0AAAA'],
    person: { phone: maria.number },
  });
});

it('links by pairing code', async () => {
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Loja' });
  const id = await bench.makeConnection();
  await bench.change(id, {
    wanted: 'on',
    linkMethod: 'code',
    linkPhoneNumber: phone.number,
    requestNumber: 1,
  });
  await bench.until('a code', async () => (await bench.row(id)).linkValue !== null);
  const { linkValue, linkExpiresAt, state } = await bench.row(id);
  expect(linkValue).toMatch(/^[0-9A-Z]{8}$/);
  expect(state).toBe('linking');
  expect(linkExpiresAt?.getTime()).toBeGreaterThan(Date.now());
  await phone.enterPairingCode(linkValue ?? '');
  await bench.until('connected', async () => (await stateOf(id)) === 'connected');
  expect(await bench.row(id)).toMatchObject({ phoneNumber: phone.number, linked: true });
  // WhatsApp gives codes only to the names of browsers and systems that it knows.
  expect(phone.devices[0]?.platform).toBe('Mac OS (CHROME)');
});

it('starts over with fresh codes: from an abandoned pairing code to a QR', async () => {
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Oficina' });
  const id = await bench.makeConnection();
  await bench.change(id, {
    wanted: 'on',
    linkMethod: 'code',
    linkPhoneNumber: phone.number,
    requestNumber: 1,
  });
  await bench.until('a code', async () => (await bench.row(id)).linkValue?.length === 8);
  await bench.change(id, {
    linkMethod: 'qr',
    linkPhoneNumber: null,
    linkValue: null,
    requestNumber: 2,
    state: 'starting',
  });
  await bench.until('a QR code', async () => ((await bench.row(id)).linkValue?.length ?? 0) > 8);
  await phone.scanQr((await bench.row(id)).linkValue ?? '');
  await bench.until('connected', async () => (await stateOf(id)) === 'connected');
});

it('unlinks: the phone has no device any more, and nothing of the account is kept', async () => {
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const id = await bench.link(phone);
  const { requestNumber } = await bench.row(id);
  await bench.change(id, { wanted: 'logged_out', requestNumber: requestNumber + 1 });
  await bench.until('unlinked', async () => (await stateOf(id)) === 'unlinked');
  await bench.until('no device', () => phone.devices.length === 0);
  await bench.until('released', async () => (await bench.row(id)).ownerId === null);
  expect(await bench.row(id)).toMatchObject({ linked: false, wanted: 'off', phoneNumber: null });
  const { rows } = await bench.database.owner.query(
    `SELECT connection_id FROM whatsapp_credentials WHERE connection_id = $1
     UNION ALL SELECT connection_id FROM whatsapp_keys WHERE connection_id = $1`,
    [id],
  );
  expect(rows).toEqual([]);
});

it('stops linking when it is unlinked meanwhile', async () => {
  const id = await bench.makeConnection();
  await bench.change(id, { wanted: 'on', linkMethod: 'qr', requestNumber: 1 });
  await bench.until('a QR code', async () => (await bench.row(id)).linkValue !== null);
  await bench.change(id, { wanted: 'logged_out', requestNumber: 2 });
  await bench.until('unlinked', async () => (await stateOf(id)) === 'unlinked');
  await bench.until('released', async () => (await bench.row(id)).ownerId === null);
});

it('says so when WhatsApp asks for a passkey', async () => {
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Banca' });
  bench.mock.faults.passkeyPrologue({ phone });
  const id = await bench.makeConnection();
  await bench.change(id, { wanted: 'on', linkMethod: 'qr', requestNumber: 1 });
  await bench.until('a QR code', async () => (await bench.row(id)).linkValue !== null);
  await phone.scanQr((await bench.row(id)).linkValue ?? '').catch(() => undefined);
  await bench.until('stopped', async () => (await stateOf(id)) === 'stopped');
  expect(await bench.row(id)).toMatchObject({ reason: 'passkey_required', wanted: 'off', linked: false });
});
