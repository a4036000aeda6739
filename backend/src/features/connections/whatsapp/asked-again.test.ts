import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outboundText } from '../../../../test/harness/inbound.ts';
import {
  freshNumber,
  startWhatsappBench,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { getOpenChannel } from '../open-channels.ts';

const rounds = 25;
const burst = 6;

let bench: WhatsappBench;

beforeAll(async () => {
  bench = await startWhatsappBench();
  await bench.start();
});
afterAll(() => bench.stop());

it('loses no step of a session when a phone asks again while both write (pitfall 5)', {
  timeout: 90_000,
}, async () => {
  const phone = bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const maria = bench.mock.addCustomer({ number: freshNumber(), name: 'Maria', addressing: 'lid' });
  const id = await bench.link(phone);
  await maria.sendText(phone, 'Oi');
  await bench.until('the first', () => bench.told.messages.length === 1);

  const answers: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // What comes to her phone now can't be read there, and is asked for again with keys for a new session.
    if (round % 3 === 0) maria.loseSessions();
    const text = `Resposta ${round}`;
    const channelMessageId = randomUUID();
    bench.told.sent.set(channelMessageId, outboundText(text));
    answers.push(text);
    await Promise.all([
      getOpenChannel(id)?.send({ address: maria.lid, channelMessageId, content: outboundText(text) }),
      ...Array.from({ length: burst }, (_, index) => maria.sendText(phone, `Pergunta ${round}.${index}`)),
    ]);
  }
  const total = 1 + rounds * burst;
  await bench.until('all that she wrote', () => texts().size >= total);
  expect(bench.told.messages.filter(({ kind }) => kind === 'undecryptable')).toEqual([]);
  const got = () => maria.chat(phone).filter(({ fromMe }) => !fromMe);
  await bench.until('all answers', () => got().length === rounds);
  expect(new Set(got().map(({ text }) => text))).toEqual(new Set(answers));
});

const texts = () =>
  new Set(bench.told.messages.filter(({ kind }) => kind === 'text').map(({ text }) => text));
