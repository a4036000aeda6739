import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sample } from '@ticketz/mock-whatsapp/api/samples';
import S3rver from 's3rver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getFile, postFile, sha256 } from '../../../test/harness/media-shop.ts';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import { deleteUnusedFiles } from './delete-unused-files.job.ts';

let folder: string;
let bucket: S3rver;
let app: TestApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketz-bucket-'));
  bucket = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'ticketz', configs: [] }],
  });
  const { port } = await bucket.run();
  app = await startTestApp({
    environment: {
      STORAGE_S3_ENDPOINT: `http://127.0.0.1:${port}`,
      STORAGE_S3_BUCKET: 'ticketz',
      STORAGE_S3_ACCESS_KEY_ID: 'S3RVER',
      STORAGE_S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
  });
}, 60_000);
afterAll(async () => {
  await app.stop();
  await bucket.close();
  rmSync(folder, { recursive: true });
});

it('is uploaded, shown in ranges, and deleted, with the bytes in a bucket', async () => {
  const ana = await app.makePerson(await app.makeCompany());
  const { owner } = app.database;
  const { rows: contacts } = await owner.query(
    "INSERT INTO contacts (company_id, given_name) VALUES ($1, 'Carla') RETURNING id",
    [ana.companyId],
  );
  const { rows: tickets } = await owner.query(
    `INSERT INTO tickets (company_id, number, status, contact_id, connection_id, assignee_id, reply_address)
     VALUES ($1, 1, 'open', $2, $3, $4, '5511900000000@s.whatsapp.net') RETURNING id`,
    [ana.companyId, contacts[0].id, await app.makeConnection(ana.companyId), ana.id],
  );
  const { token } = ana;
  const uploaded = await postFile(app, tickets[0].id, sample('photo.jpg'), { token });
  const { id } = (await uploaded.json()) as { id: string };
  const whole = await getFile(app, id, { token });
  expect(sha256(await whole.arrayBuffer())).toBe(sha256(sample('photo.jpg')));
  const part = await getFile(app, id, { token, headers: { range: 'bytes=10-19' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(sample('photo.jpg').subarray(10, 20));
  const thumbnail = await getFile(app, `${id}/thumbnail`, { token });
  expect(thumbnail.headers.get('content-type')).toBe('image/webp');
  expect((await thumbnail.arrayBuffer()).byteLength).toBeGreaterThan(100);

  await owner.query('UPDATE files SET keep_until = now() WHERE id = $1', [id]);
  await deleteUnusedFiles.handle({}, new AbortController().signal);
  expect((await getFile(app, id, { token })).status).toBe(404);
  expect((await owner.query('SELECT 1 FROM files')).rows).toEqual([]);
});
