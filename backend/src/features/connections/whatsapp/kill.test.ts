import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { MockWhatsApp } from '@ticketz/mock-whatsapp/api/mock-whatsapp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServerIfOld } from '../../../../bench/lib/build.ts';
import { startTestApp, type TestApp } from '../../../../test/harness/test-app.ts';
import { until } from '../../../../test/harness/until.ts';
import { freshNumber } from '../../../../test/harness/whatsapp-bench.ts';
import { startWhatsappOnly } from '../../../../test/support/whatsapp-process.ts';

const total = 150;
const bursts = 3;

let mock: MockWhatsApp;
let app: TestApp;
let child: ChildProcess | undefined;

beforeAll(async () => {
  await buildServerIfOld(() => undefined);
  mock = await MockWhatsApp.start();
  app = await startTestApp({ processes: ['web'] });
});
afterAll(async () => {
  child?.kill('SIGKILL');
  await app.stop();
  await mock.stop();
});

function startProcess(): ChildProcess {
  return startWhatsappOnly({ DATABASE_URL: app.database.url, WHATSAPP_WEB_URL: mock.url });
}

async function kill(process: ChildProcess): Promise<void> {
  const exited = once(process, 'exit');
  process.kill('SIGKILL');
  await exited;
  // Another process would wait for the lease to run out; that is tested elsewhere.
  await app.database.owner.query('UPDATE connections SET lease_until = now()');
}

it('stores every message once and in order though its process is killed twice (pitfalls 2, 3, 4)', {
  timeout: 300_000,
}, async () => {
  const companyId = await app.makeCompany();
  const id = await app.makeConnection(companyId);
  const phone = mock.addPhone({ number: freshNumber(), name: 'Padaria' });
  const maria = mock.addCustomer({ number: freshNumber(), name: 'Maria' });
  const column = async <Value>(sql: string) =>
    (await app.database.owner.query<{ value: Value }>(sql, [id])).rows.map(({ value }) => value);
  const stored = () =>
    column<string>('SELECT text AS value FROM messages WHERE connection_id = $1 ORDER BY id');

  await app.database.owner.query(
    `UPDATE connections SET wanted = 'on', link_method = 'qr', request_number = 1 WHERE id = $1`,
    [id],
  );
  child = startProcess();
  const code = () => column<string | null>('SELECT link_value AS value FROM connections WHERE id = $1');
  await until('a QR code', async () => (await code())[0] !== null, 90_000);
  await phone.scanQr((await code())[0] ?? '');
  await phone.waitForDevice((device) => device.online);

  const texts = Array.from({ length: total }, (_, index) => `Mensagem ${index + 1}`);
  for (let burst = 0; burst < bursts; burst += 1) {
    const before = (await stored()).length;
    const size = total / bursts;
    await maria.sendMany(phone, texts.slice(burst * size, (burst + 1) * size));
    if (burst === bursts - 1) break;
    await until('some are stored', async () => (await stored()).length > before + 5, 90_000);
    await kill(child);
    child = startProcess();
  }
  await until('all are stored', async () => (await stored()).length >= total, 90_000);
  expect(await stored()).toEqual(texts);
  await until('all confirmed', () => phone.devices[0]?.queued === 0);
});
