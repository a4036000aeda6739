import { rm } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { runTorture } from './run-torture.ts';

const messages = 2_000;
const kills = 25;
const chats = 8;

it('loses and doubles nothing, whatever dies', { timeout: 600_000 }, async () => {
  const { ledger, folder } = await runTorture({
    seed: 20_261_121,
    messages,
    kills,
    redis: true,
    customersPerPhone: chats / 4,
    log: () => undefined,
  });
  expect(ledger.differences, `The logs are in ${folder}/logs`).toEqual([]);
  // Each chat was opened by a message more.
  expect(ledger).toMatchObject({
    received: messages + chats,
    stored: messages + chats,
    shown: messages + chats,
  });
  expect(ledger).toMatchObject({ queued: messages, sent: messages, arrived: messages });
  await rm(folder, { recursive: true, force: true });
});
