import { z } from 'zod';
import { delay } from '../../core/clock.ts';
import { job } from '../../core/jobs.ts';
import { signal as tell } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { afterCommit, query, queryOne } from '../../core/unit-of-work.ts';
import type { ImportRecord } from './contact-import.presenter.ts';
import { importRecordColumns } from './contact-import.presenter.ts';
import { tellImport } from './find-import.ts';

/** Who asks WhatsApp for thousands of numbers at once isn't welcome there. */
const batchSize = 10;
const pauseMs = 1_500;
const lookEveryMs = 250;
/** As long as the process that holds the connection may take: see `number-checks.ts`. */
const waitMs = 20_000;

interface Asked {
  checks: { id: string; phone: string }[];
  place: number;
}

/** Looks the numbers of an import up on WhatsApp, a few at a time. Without a connection that answers it ends. */
export const checkImportedNumbers = job({
  name: 'check-imported-numbers',
  schema: z.object({ companyId: z.uuid(), importId: z.uuid() }),
  concurrency: 4,
  async handle({ companyId, importId }, signal) {
    while (!signal.aborted) {
      const asked = await withCompany(companyId, () => ask(companyId, importId));
      if (!asked) return;
      await answered(companyId, asked, signal);
      await withCompany(companyId, () => take(companyId, importId, asked));
      await delay(pauseMs, signal);
    }
  },
});

async function ask(companyId: string, importId: string): Promise<Asked | null> {
  const record = await queryOne<ImportRecord>(
    `SELECT ${importRecordColumns} FROM contact_imports WHERE id = $1 AND state = 'numbers' FOR UPDATE`,
    [importId],
  );
  if (!record) return null;
  const rows = await query<{ place: number; phone: string }>(
    `SELECT place, phone FROM contact_import_rows
      WHERE contact_import_id = $1 AND place > $2 AND outcome IN ('created', 'updated') ORDER BY place LIMIT ${batchSize}`,
    [importId, record.place],
  );
  const { connectionId } = record.settings;
  const checks = await query<{ id: string; phone: string }>(
    `INSERT INTO number_checks (connection_id, user_id, phone)
     SELECT c.id, $2, phone FROM connections c, unnest($3::text[]) AS given (phone)
      WHERE c.id = $1 AND c.deleted_at IS NULL RETURNING id, phone`,
    [connectionId, record.user_id, rows.map(({ phone }) => phone)],
  );
  const last = rows.at(-1);
  if (checks.length === 0 || !last || !connectionId) {
    await end(companyId, importId);
    return null;
  }
  afterCommit(() => tell('outbox.filled', { companyId, connectionId }));
  return { checks, place: last.place };
}

async function answered(companyId: string, { checks }: Asked, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + waitMs;
  const ids = checks.map(({ id }) => id);
  while (!signal.aborted && Date.now() < deadline) {
    const waiting = await withCompany(companyId, () =>
      queryOne("SELECT 1 FROM number_checks WHERE id = ANY ($1) AND state = 'asked'", [ids]),
    );
    if (!waiting) return;
    await delay(lookEveryMs, signal);
  }
}

/** Writes the answers down and goes on; nobody knows of a number that nobody could look up. */
async function take(companyId: string, importId: string, { checks, place }: Asked): Promise<void> {
  const answers = await query<{ phone: string; found: boolean }>(
    `DELETE FROM number_checks WHERE id = ANY ($1) RETURNING phone, CASE state WHEN 'found' THEN true WHEN 'not_found' THEN false END AS found`,
    [checks.map(({ id }) => id)],
  );
  const known = answers.filter(({ found }) => found !== null);
  const moved = await queryOne(
    `UPDATE contact_imports SET place = $2, moved_at = now(), absent_count = absent_count + $3
      WHERE id = $1 AND state = 'numbers' RETURNING id`,
    [importId, place, known.filter(({ found }) => !found).length],
  );
  if (!moved) return;
  await query(
    `UPDATE contact_import_rows r SET on_whatsapp = g.found
       FROM unnest($2::text[], $3::boolean[]) AS g (phone, found)
      WHERE r.contact_import_id = $1 AND r.phone = g.phone`,
    [importId, known.map(({ phone }) => phone), known.map(({ found }) => found)],
  );
  if (known.length === 0) await end(companyId, importId);
  else await tellImport(companyId, importId);
}

async function end(companyId: string, importId: string): Promise<void> {
  await query(
    "UPDATE contact_imports SET state = 'done', place = row_count, ended_at = now() WHERE id = $1",
    [importId],
  );
  await tellImport(companyId, importId);
}
