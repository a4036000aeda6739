import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWhatsappBench, type WhatsappBench } from '../../../../test/harness/whatsapp-bench.ts';
import { cleanJournal } from './clean-journal.job.ts';

let bench: WhatsappBench;

beforeAll(async () => {
  bench = await startWhatsappBench();
});
afterAll(() => bench.stop());

it('forgets what was handled a fortnight ago, and nothing that still waits', async () => {
  const connectionId = await bench.makeConnection();
  const add = (hash: string, age: string, handled: boolean) =>
    bench.database.owner.query(
      `INSERT INTO whatsapp_journal (company_id, connection_id, ciphertext_hash, sealed, created_at, handled_at)
       VALUES ($1, $2, $3, '\\x00', now() - $4::interval, CASE WHEN $5 THEN now() END)`,
      [bench.companyId, connectionId, Buffer.from(hash), age, handled],
    );
  await add('old and handled', '15 days', true);
  await add('old and waiting', '15 days', false);
  await add('new and handled', '13 days', true);
  await cleanJournal.handle({}, new AbortController().signal);
  const { rows } = await bench.database.owner.query<{ hash: string }>(
    `SELECT convert_from(ciphertext_hash, 'UTF8') AS hash FROM whatsapp_journal ORDER BY seq`,
  );
  expect(rows.map(({ hash }) => hash)).toEqual(['old and waiting', 'new and handled']);
});
