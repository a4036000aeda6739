import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
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
  child = startProcess();
  await linkPhone(shop.admin, shop.connectionId, shop.phone);
}, 180_000);
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

async function kill(): Promise<void> {
  if (!child) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
  // Another process would wait for the lease to run out; that is tested elsewhere.
  await shop.app.database.owner.query('UPDATE connections SET lease_until = now()');
}

it('fetches a file though its process is killed in the middle of it (pitfall 7)', {
  timeout: 300_000,
}, async () => {
  const folder = join(shop.app.dataDir, 'incoming');
  shop.mock.faults.media.download({ how: 'slow', ms: 60_000 });
  const sent = await shop.ana.sendVideo(shop.phone, { bytes: sample('video.mp4'), caption: 'Our shop' });
  await until('the first half', () => readdirSync(folder).length === 1, 90_000);

  await kill();
  expect((await shop.messageOf(sent)).file?.state).toBe('pending');
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

it('does to messages what was done, and once, though killed before the ack and between ack and commit (pitfall 3)', {
  timeout: 300_000,
}, async () => {
  const { ana, phone, mock, admin } = shop;
  const { owner } = shop.app.database;
  const value = async <Value>(sql: string) => (await owner.query<{ value: Value }>(sql)).rows[0]?.value;
  const open = () =>
    value<number>(`SELECT count(*)::int AS value FROM message_actions WHERE status = 'queued'`);
  const asked = await ana.sendText(phone, 'Tem bolo?');
  const question = await shop.messageOf(asked);
  const ticketId = await shop.openTicket();
  const at = ({ id }: Message) => ({ params: { ticketId, messageId: id } });
  const send = (text: string) =>
    admin.api.call(messageEndpoints.sendMessage, {
      params: { ticketId },
      body: { clientId: randomUUID(), text },
    });
  const [edited, deleted] = [await send('Tem'), await send('Não tem')];
  await ana.waitForMessage('Não tem', { timeoutMs: 90_000 });
  await until('both accepted', async () => {
    const waiting = `SELECT count(*)::int AS value FROM messages WHERE status = 'queued'`;
    return (await value<number>(waiting)) === 0;
  });

  mock.faults.silence({ phone, what: 'acks' });
  await admin.api.call(messageEndpoints.setReaction, { ...at(question), body: { emoji: '👍' } });
  const chat = ana.chat(phone);
  const herChat = (text: string) => chat.find((message) => message.text === text);
  await until('the reaction on her phone', () => herChat('Tem bolo?')?.reaction === '👍', 90_000);
  await kill();
  expect(await open()).toBe(1);

  mock.faults.clear();
  await admin.api.call(messageEndpoints.editMessage, { ...at(edited), body: { text: 'Tem, de coco' } });
  await admin.api.call(messageEndpoints.deleteMessage, at(deleted));
  const locker = await owner.connect();
  await locker.query('BEGIN');
  await locker.query(`SELECT FROM message_actions WHERE kind = 'edit' FOR UPDATE`);
  child = startProcess();
  const blocked = async () =>
    (
      await locker.query(
        'SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
      )
    ).rowCount ?? 0;
  await until('the edit accepted, and its commit to wait', async () => (await blocked()) > 0, 90_000);
  expect(herChat('Tem, de coco')).toMatchObject({ edited: true });
  await kill();
  await locker.query('ROLLBACK');
  locker.release();
  expect(await open()).toBe(2);

  child = startProcess();
  await until('all done', async () => (await open()) === 0, 90_000);
  expect(await value(`SELECT array_agg(status ORDER BY id) AS value FROM message_actions`)).toEqual([
    'sent',
    'sent',
    'sent',
  ]);
  expect(
    chat
      .map(({ text, reaction, edited: changed, deleted: gone }) => [text, reaction, changed, gone])
      .slice(-3),
  ).toEqual([
    ['Tem bolo?', '👍', undefined, undefined],
    ['Tem, de coco', undefined, true, undefined],
    ['Não tem', undefined, undefined, true],
  ]);
  const { items } = await admin.api.call(messageEndpoints.listMessages, {
    params: { ticketId },
    query: { limit: 10 },
  });
  const shown = items.map(({ id, text, reactions, deletedAt, failedChange }) => ({
    id,
    text,
    reactions: reactions.length,
    gone: deletedAt !== null,
    failedChange,
  }));
  expect(shown).toEqual(
    expect.arrayContaining([
      { id: question.id, text: 'Tem bolo?', reactions: 1, gone: false, failedChange: null },
      { id: edited.id, text: 'Tem, de coco', reactions: 0, gone: false, failedChange: null },
      expect.objectContaining({ id: deleted.id, gone: true, failedChange: null }),
    ]),
  );
  expect(await value(`SELECT count(*)::int AS value FROM message_edits WHERE change_id <> ''`)).toBe(1);
});
