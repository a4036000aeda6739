import type { Phone } from '@ticketz/mock-whatsapp/api/phone';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  freshNumber,
  startWhatsappBench,
  type WhatsappBench,
} from '../../../../test/harness/whatsapp-bench.ts';
import { delay } from '../../../core/clock.ts';

/** A silent connection is given up after 40 s at the latest, which is looked at every 5 s. */
const silenceMs = 60_000;

// Each has a phone of its own; only the last one, which stops WhatsApp, is alone.

let bench: WhatsappBench;

beforeAll(async () => {
  bench = await startWhatsappBench();
  await bench.start();
});
afterAll(() => bench.stop());

const addPhone = (): Phone => bench.mock.addPhone({ number: freshNumber(), name: 'Padaria' });
const reaches = (id: string, state: string) =>
  bench.until(state, async () => (await bench.row(id)).state === state, 30_000);

/** Every state the row has been in while `work` ran, with its reason. */
async function statesDuring(id: string, work: () => Promise<void>): Promise<Set<string>> {
  const seen = new Set<string>();
  const over = new AbortController();
  const watch = async () => {
    while (!over.signal.aborted) {
      const { state, reason, retryAt } = await bench.row(id);
      seen.add([state, reason ?? 'no reason', ...(retryAt ? ['with a time'] : [])].join(', '));
      await delay(10);
    }
  };
  const watched = watch();
  await work();
  over.abort();
  await watched;
  return seen;
}

async function linked(phone: Phone): Promise<string> {
  const id = await bench.addLinked(phone);
  await reaches(id, 'connected');
  return id;
}

async function reconnects(id: string, cut: () => void, ms: number): Promise<void> {
  const before = (await bench.row(id)).connectedAt?.getTime();
  cut();
  await bench.until(
    'back',
    async () => {
      const row = await bench.row(id);
      return row.state === 'connected' && row.connectedAt?.getTime() !== before;
    },
    ms,
  );
}

it.concurrent('says that the network is gone, and when it is tried again', async () => {
  const phone = addPhone();
  const id = await linked(phone);
  const seen = await statesDuring(id, () =>
    reconnects(id, () => bench.mock.faults.dropConnection({ phone }), 30_000),
  );
  expect(seen).toContain('reconnecting, network, with a time');
  expect(await bench.row(id)).toMatchObject({ state: 'connected', reason: null, retryAt: null });
});

it.concurrent('says that nothing was heard for too long when a connection is only half open', {
  timeout: 2 * silenceMs,
}, async () => {
  const phone = addPhone();
  const id = await linked(phone);
  bench.mock.faults.silence({ phone });
  await bench.until('reconnecting', async () => (await bench.row(id)).state === 'reconnecting', silenceMs);
  expect(await bench.row(id)).toMatchObject({ state: 'reconnecting', reason: 'timeout', linked: true });
  bench.mock.faults.clear({ phone });
  await reaches(id, 'connected');
});

it.concurrent('says nothing of a restart that WhatsApp asks for: it is over at once', async () => {
  const phone = addPhone();
  const id = await linked(phone);
  const seen = await statesDuring(id, () =>
    reconnects(id, () => bench.mock.faults.requireRestart({ phone }), 30_000),
  );
  expect([...seen].filter((state) => state.startsWith('reconnecting'))).toEqual([]);
});

it.concurrent.each([
  ['logged out (401)', 'logged_out', (phone: Phone) => bench.mock.faults.logOut({ phone })],
  ['banned (403)', 'banned', (phone: Phone) => bench.mock.faults.ban({ phone })],
])('finds out at the next log-in that it was %s meanwhile', async (_, reason, fault) => {
  const phone = addPhone();
  const id = await linked(phone);
  const { requestNumber } = await bench.row(id);
  await bench.change(id, { wanted: 'off', requestNumber: requestNumber + 1 });
  await bench.until('let go', async () => (await bench.row(id)).ownerId === null);
  fault(phone);
  await bench.change(id, { wanted: 'on', requestNumber: requestNumber + 2, state: 'starting' });
  await reaches(id, 'stopped');
  expect(await bench.row(id)).toMatchObject({ reason, linked: false, wanted: 'off' });
});

it.concurrent('says so when WhatsApp asks for a passkey after a pairing code', async () => {
  const phone = addPhone();
  bench.mock.faults.passkeyPrologue({ phone });
  const id = await bench.makeConnection();
  await bench.change(id, {
    wanted: 'on',
    linkMethod: 'code',
    linkPhoneNumber: phone.number,
    requestNumber: 1,
  });
  await bench.until('a code', async () => (await bench.row(id)).linkValue !== null);
  await phone.enterPairingCode((await bench.row(id)).linkValue ?? '').catch(() => undefined);
  await reaches(id, 'stopped');
  expect(await bench.row(id)).toMatchObject({ reason: 'passkey_required', wanted: 'off', linked: false });
});

it('goes on trying when WhatsApp can not be reached, and says when', async () => {
  const id = await linked(addPhone());
  await bench.mock.stop();
  const attempts = new Set<number>();
  await bench.until('two attempts', async () => {
    const { retryAt } = await bench.row(id);
    if (retryAt) attempts.add(retryAt.getTime());
    return attempts.size >= 3;
  });
  expect(await bench.row(id)).toMatchObject({ reason: 'network', linked: true, wanted: 'on' });
});
