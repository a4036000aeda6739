import { afterAll, beforeAll, expect, it } from 'vitest';
import { outboundText } from '../../../../test/harness/inbound.ts';
import {
  freshNumber,
  startWhatsappBench,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { CompanyTurns, useCompanyTurns } from '../../../core/company-turns.ts';
import { getOpenChannel } from '../open-channels.ts';
import { waitingStanzas } from './intake.ts';

const total = 900;
/** What is read at once may come on top of the 500 that wait. */
const mostWaiting = 850;
/** Alone in the process the flood's messages are stored by 50; a batch is under way, and one may have begun. */
const mostBefore = 150;
const patienceMs = 60_000;

let bench: WhatsappBench;

beforeAll(async () => {
  bench = await startWhatsappBench();
});
afterAll(() => bench.stop());

it('keeps a bounded part of a flood in memory, loses none of it, and lets a neighbour overtake (pitfall 30)', {
  timeout: 2 * patienceMs,
}, async () => {
  useCompanyTurns(new CompanyTurns({ atOnce: 5 }));
  const person = (name: string) => bench.mock.addCustomer({ number: freshNumber(), name });
  const [maria, ana, newcomer] = [person('Maria'), person('Ana'), person('Nova')];
  const loud = bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const calm = bench.mock.addPhone({ number: freshNumber(), name: 'Farmácia' });
  const flooded = await bench.addLinked(loud);
  const neighbour = await bench.addLinked(calm, await bench.makeCompany());
  await bench.start();
  const told = (id: string) => bench.told.messages.filter(({ connectionId }) => connectionId === id);
  await bench.until('both open', () => Boolean(getOpenChannel(flooded) && getOpenChannel(neighbour)));
  await ana.sendText(calm, 'Bom dia');
  await bench.until('the neighbour heard', () => told(neighbour).length === 1);

  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, waitingStanzas());
  }, 1);
  const texts = Array.from({ length: total }, (_, index) => `Mensagem ${index + 1}`);
  const flooding = maria.sendMany(loud, texts);
  await bench.until('some came', () => told(flooded).length > 50, patienceMs);
  await ana.sendText(calm, 'Tem vaga hoje?');
  const before = bench.told.messages.length;
  const overtook = () => bench.told.messages.findIndex(({ text }) => text === 'Tem vaga hoje?');
  await bench.until('the neighbour heard', () => overtook() >= 0, patienceMs);
  expect(overtook() - before).toBeLessThanOrEqual(mostBefore);
  clearInterval(watching);
  // Asks WhatsApp for the person's devices, which is answered behind the flood.
  await getOpenChannel(flooded)?.send({
    address: `${newcomer.number}@s.whatsapp.net`,
    channelMessageId: '3EB0AAAAAAAAAAAAAAAAAA',
    content: outboundText('Já vou'),
  });
  await flooding;
  await bench.until('all of them', () => told(flooded).length >= total, patienceMs);
  expect(told(flooded).map(({ text }) => text)).toEqual(texts);
  expect(most).toBeGreaterThanOrEqual(500);
  expect(most).toBeLessThanOrEqual(mostWaiting);
  await bench.until('all confirmed', () => loud.devices[0]?.queued === 0, patienceMs);
});
