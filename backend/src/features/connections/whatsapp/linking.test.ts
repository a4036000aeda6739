import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  freshNumber,
  startWhatsappBench,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { getOpenChannel } from '../open-channels.ts';

let bench: WhatsappBench;

beforeAll(async () => {
  bench = await startWhatsappBench();
});
afterAll(() => bench.stop());

it('links by QR, takes a customer text and sends an answer', async () => {
  await bench.start();
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const connectionId = await bench.link(phone);
  const row = await bench.row(connectionId);
  expect(row).toMatchObject({ linked: true, reason: null, phoneNumber: phone.number, linkValue: null });

  await maria.sendText(phone, 'Bom dia');
  await bench.until('the text', () => bench.told.messages.length === 1);
  const [message] = bench.told.messages;
  expect(message).toMatchObject({
    connectionId,
    direction: 'inbound',
    kind: 'text',
    text: 'Bom dia',
    person: { phone: maria.number, lid: maria.lid.split('@')[0], pushName: 'Maria' },
    address: maria.jid,
  });

  const channel = getOpenChannel(connectionId);
  const at = await channel?.sendText({ address: maria.jid, channelMessageId: '3EB0AAAA', text: 'Pois não?' });
  expect(at).toBeInstanceOf(Date);
  expect(await maria.waitForMessage('Pois não?')).toMatchObject({ id: '3EB0AAAA', kind: 'conversation' });
  await bench.until('delivered', () => bench.told.statuses.some(({ status }) => status === 'delivered'));
  await maria.read(phone);
  await bench.until('read', () => bench.told.statuses.some(({ status }) => status === 'read'));
});
