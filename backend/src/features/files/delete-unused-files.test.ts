import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/harness/test-app.ts';
import { storage } from '../../core/storage.ts';
import { deleteUnusedFiles } from './delete-unused-files.job.ts';
import { keepFile } from './keep-file.ts';

let app: TestApp;
let companyId: string;

beforeAll(async () => {
  app = await startTestApp();
  companyId = await app.makeCompany();
});
afterAll(() => app.stop());

const insert = async (sql: string, values: unknown[]): Promise<string> =>
  (await app.database.owner.query<{ id: string }>(`${sql} RETURNING id`, values)).rows[0]?.id ?? '';

async function insertFile(keepUntil: string | null): Promise<string> {
  const id = await insert(
    `INSERT INTO files (company_id, kind, state, mime_type, size, has_thumbnail, keep_until)
     VALUES ($1, 'image', 'ready', 'image/png', 1, true, now() + $2::interval)`,
    [companyId, keepUntil],
  );
  const place = await storage().receive(Readable.from(['x']), {
    maxBytes: 10,
    idleMs: 1_000,
  });
  await keepFile(companyId, id, { path: place.path, thumbnail: Buffer.from('y') });
  return id;
}

async function insertMessage(fileId: string, deleted = false): Promise<string> {
  const connectionId = await app.makeConnection(companyId);
  const contactId = await insert("INSERT INTO contacts (company_id, given_name) VALUES ($1, 'Ana')", [
    companyId,
  ]);
  const ticketId = await insert(
    `INSERT INTO tickets (company_id, number, status, contact_id, connection_id, reply_address)
     VALUES ($1, $2, 'pending', $3, $4, '5511900000000@s.whatsapp.net')`,
    [companyId, Math.floor(Math.random() * 1_000_000), contactId, connectionId],
  );
  return insert(
    `INSERT INTO messages (company_id, ticket_id, contact_id, connection_id, channel_message_id, direction, kind, text,
                           file_id, sent_at, deleted_at)
     VALUES ($1, $2, $3, $4, $5, 'inbound', 'image', '', $6, now(), $7)`,
    [companyId, ticketId, contactId, connectionId, randomUUID(), fileId, deleted ? new Date() : null],
  );
}

const kept = () =>
  readdirSync(join(app.dataDir, 'files', companyId), { recursive: true, encoding: 'utf8' })
    .map((path) => path.split('/').at(-1) ?? '')
    .filter((name) => name.length > 10)
    .sort();
const rows = async () =>
  (await app.database.owner.query<{ id: string }>('SELECT id FROM files ORDER BY id')).rows.map(
    ({ id }) => id,
  );

it('deletes unsent uploads and files of deleted messages, and nothing that a message still has', async () => {
  const fresh = await insertFile('1 hour');
  const sent = await insertFile(null);
  await insertMessage(sent);
  const shared = await insertFile('-1 hour');
  await insertMessage(shared, true);
  await insertMessage(shared);
  const unsent = await insertFile('-1 hour');
  const deleted = await insertFile('-1 hour');
  const message = await insertMessage(deleted, true);

  await deleteUnusedFiles.handle({}, new AbortController().signal);
  const left = [fresh, sent, shared].sort();
  expect(await rows()).toEqual(left);
  expect(kept()).toEqual(left.flatMap((id) => [id, `${id}.thumbnail`]).sort());
  expect(kept()).not.toContain(unsent);
  const { rows: messages } = await app.database.owner.query('SELECT file_id FROM messages WHERE id = $1', [
    message,
  ]);
  expect(messages).toEqual([{ file_id: null }]);

  await deleteUnusedFiles.handle({}, new AbortController().signal);
  expect(await rows()).toEqual(left);
});

it('gives up files of a connection that was removed', async () => {
  const connectionId = await app.makeConnection(companyId);
  const id = await insert(
    "INSERT INTO files (company_id, kind, mime_type, connection_id) VALUES ($1, 'image', 'image/png', $2)",
    [companyId, connectionId],
  );
  const state = async () =>
    (await app.database.owner.query('SELECT state FROM files WHERE id = $1', [id])).rows[0].state;
  await deleteUnusedFiles.handle({}, new AbortController().signal);
  expect(await state()).toBe('pending');
  await app.database.owner.query('UPDATE connections SET deleted_at = now() WHERE id = $1', [connectionId]);
  await deleteUnusedFiles.handle({}, new AbortController().signal);
  expect(await state()).toBe('failed');
});
