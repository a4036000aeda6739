import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from '@ticketz/mock-whatsapp/api/samples';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServerIfOld } from '../../../bench/lib/build.ts';
import {
  getFile,
  linkPhone,
  type MediaShop,
  sha256,
  startMediaShop,
} from '../../../test/harness/media-shop.ts';
import { until } from '../../../test/harness/until.ts';
import { startWhatsappOnly } from '../../../test/support/whatsapp-process.ts';
import { storage } from '../../core/storage.ts';

let shop: MediaShop;
let child: ChildProcess | undefined;

beforeAll(async () => {
  await buildServerIfOld(() => undefined);
  shop = await startMediaShop(['web']);
}, 120_000);
afterAll(async () => {
  child?.kill('SIGKILL');
  await shop.stop();
});

function startProcess(): ChildProcess {
  return startWhatsappOnly({
    ...shop.environment,
    DATABASE_URL: shop.app.database.url,
    DATA_DIR: shop.app.dataDir,
  });
}

it('fetches a file though its process is killed in the middle of it (pitfall 7)', {
  timeout: 300_000,
}, async () => {
  child = startProcess();
  await linkPhone(shop.admin, shop.connectionId, shop.phone);
  const folder = join(shop.app.dataDir, 'incoming');
  shop.mock.faults.media.download({ how: 'slow', ms: 60_000 });
  const sent = await shop.ana.sendVideo(shop.phone, { bytes: sample('video.mp4'), caption: 'Our shop' });
  await until('the first half', () => readdirSync(folder).length === 1, 90_000);

  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  expect((await shop.messageOf(sent)).file?.state).toBe('pending');
  // Another process would wait for the lease to run out; that is tested elsewhere.
  await shop.app.database.owner.query('UPDATE connections SET lease_until = now()');
  child = startProcess();
  await shop.hurry();
  const { file } = await shop.withFile(sent, 'ready');
  const answer = await getFile(shop.app, file.id, { token: shop.admin.token });
  expect(sha256(await answer.arrayBuffer())).toBe(sha256(sample('video.mp4')));

  const [left = ''] = readdirSync(folder);
  const longAgo = new Date(Date.now() - 2 * 3_600_000);
  utimesSync(join(folder, left), longAgo, longAgo);
  await storage().sweep();
  expect(readdirSync(folder)).toEqual([]);
});
