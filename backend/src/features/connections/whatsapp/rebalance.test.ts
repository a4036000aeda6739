import type { Customer } from '@ticketz/mock-whatsapp/api/customer';
import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  freshNumber,
  startWhatsappBench,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { delay } from '../../../core/clock.ts';

const phoneCount = 8;
const pauseMs = 100;
/** Two renewals of the leases: time for more moves, if there were any. */
const twoRenewalsMs = 8_000;

let bench: WhatsappBench;
beforeAll(async () => {
  bench = await startWhatsappBench();
});
afterAll(() => bench.stop());

/** Notes who holds which connection, whenever that changes. */
function watchOwners(ids: string[]): { moves: Map<string, string[]>; stop(): Promise<void> } {
  const moves = new Map<string, string[]>(ids.map((id) => [id, []]));
  const over = new AbortController();
  const watch = async () => {
    while (!over.signal.aborted) {
      const { rows } = await bench.database.owner.query<{ id: string; owner_id: string }>(
        'SELECT id, owner_id FROM connections WHERE owner_id IS NOT NULL',
      );
      for (const { id, owner_id } of rows) {
        const owners = moves.get(id);
        if (owners && owners.at(-1) !== owner_id) owners.push(owner_id);
      }
      await delay(20);
    }
  };
  const watched = watch();
  return {
    moves,
    async stop() {
      over.abort();
      await watched;
    },
  };
}

/** Customers write to all phones in turn until told to stop; gives what was written. */
function startTraffic(pairs: { phone: Phone; customer: Customer }[]): { stop(): Promise<string[]> } {
  const over = new AbortController();
  const write = async () => {
    const sent: string[] = [];
    for (let number = 0; !over.signal.aborted; number += 1) {
      const pair = pairs[number % pairs.length];
      if (!pair) break;
      const text = `${pair.phone.number} ${number}`;
      await pair.customer.sendText(pair.phone, text);
      sent.push(text);
      await delay(pauseMs);
    }
    return sent;
  };
  const written = write();
  return {
    async stop() {
      over.abort();
      return written;
    },
  };
}

it('gives a process that joins later its share under load: nothing lost, nothing moved twice, no linking disturbed', {
  timeout: 180_000,
}, async () => {
  const pairs = Array.from({ length: phoneCount }, (_, index) => ({
    phone: bench.mock.addPhone({ number: freshNumber(), name: `Loja ${index}` }),
    customer: bench.mock.addCustomer({ number: freshNumber(), name: `Ana ${index}` }),
  }));
  const ids: string[] = [];
  for (const { phone } of pairs) ids.push(await bench.addLinked(phone));
  const first = await bench.start();
  const states = async () => (await Promise.all(ids.map((id) => bench.row(id)))).map(({ state }) => state);
  const allConnected = async () => (await states()).every((state) => state === 'connected');
  await bench.until('all connected', allConnected, 60_000);
  const linking = await bench.makeConnection('Being linked');
  await bench.change(linking, { wanted: 'on', linkMethod: 'qr', requestNumber: 1 });
  await bench.until('a QR code', async () => (await bench.row(linking)).linkValue !== null);
  const { linkValue } = await bench.row(linking);

  const traffic = startTraffic(pairs);
  const owners = watchOwners([...ids, linking]);
  const second = await bench.start();
  const held = async (owner: string) =>
    (await Promise.all(ids.map((id) => bench.row(id)))).filter(({ ownerId }) => ownerId === owner).length;
  // Nine are wanted: five are a share, one more is no reason to move anything.
  await bench.until('a share for the second', async () => (await held(second.id)) === 3, 60_000);
  const leaseOf = async (id: string) => (await bench.row(id)).leaseUntil?.getTime() ?? 0;
  const settledAt = await leaseOf(linking);
  await bench.until(
    'two renewals',
    async () => (await leaseOf(linking)) >= settledAt + twoRenewalsMs,
    60_000,
  );
  await bench.until('all connected', allConnected, 30_000);
  await owners.stop();
  const sent = await traffic.stop();

  expect([await held(first.id), await held(second.id)]).toEqual([5, 3]);
  const moved = [...owners.moves.values()].filter((names) => names.length > 1);
  expect(moved).toEqual(Array.from({ length: 3 }, () => [first.id, second.id]));
  expect(await bench.row(linking)).toMatchObject({ ownerId: first.id, linkValue });
  const got = () => bench.told.messages.map(({ text }) => text);
  await bench.until('all messages', () => got().length >= sent.length);
  for (const { phone } of pairs) {
    const ofPhone = (texts: string[]) => texts.filter((text) => text.startsWith(phone.number));
    expect(ofPhone(got())).toEqual(ofPhone(sent));
  }
});
