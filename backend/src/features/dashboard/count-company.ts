import { unitOfWorkTimeoutMs } from '../../core/database.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { countMessages } from './count-messages.ts';
import { countTickets } from './count-tickets.ts';
import { readCompanyHours } from './hours-of.ts';
import { Tally } from './report-cells.ts';

const beginning = '00000000-0000-0000-0000-000000000000';
const mostAtOnce = 5_000;
/** No transaction lives as long: whatever has an id from before is there to be seen by now, or never. */
export const settledAfterSeconds = unitOfWorkTimeoutMs / 1000 + 5;

/**
 * Counts what has come to a company since the last time, a stretch at a time, each in one transaction with the mark of how far
 * it is: what happened is counted once, whoever counts and however often they die.
 */
export async function countCompany(
  companyId: string,
  { settledAfter = settledAfterSeconds, signal }: { settledAfter?: number; signal?: AbortSignal } = {},
): Promise<void> {
  for (;;) {
    if (signal?.aborted) return;
    const more = await withCompany(companyId, () => countNext(settledAfter));
    if (!more) return;
  }
}

/** Forgets all that is counted and counts it again. */
export async function recountCompany(companyId: string, settledAfter?: number): Promise<void> {
  await withCompany(companyId, async () => {
    await lockState();
    await forgetCounts();
  });
  await countCompany(companyId, settledAfter === undefined ? {} : { settledAfter });
}

async function countNext(settledAfter: number): Promise<boolean> {
  const [state, { timeZone, hoursOf }] = [await lockState(), await readCompanyHours()];
  if (!state) return false;
  // The days of another time zone are other days.
  const moved = state.time_zone !== timeZone;
  if (moved) await forgetCounts();
  const after = moved ? beginning : state.counted_until;
  const end = await queryOne<{ until: string; more: boolean }>(
    `WITH settled AS (SELECT uuidv7(make_interval(secs => -$2::float8)) AS id), far AS (
       SELECT id FROM messages WHERE id > $1 ORDER BY id OFFSET ${mostAtOnce} LIMIT 1), farther AS (
       SELECT id FROM ticket_events WHERE id > $1 ORDER BY id OFFSET ${mostAtOnce} LIMIT 1)
     SELECT least(settled.id, far.id, farther.id) AS until, least(settled.id, far.id, farther.id) < settled.id AS more
       FROM settled LEFT JOIN far ON true LEFT JOIN farther ON true`,
    [after, settledAfter],
  );
  if (!end || end.until <= after) return false;
  const stretch = { after, until: end.until, timeZone };
  const tally = new Tally();
  await countMessages(stretch, tally);
  await countTickets(stretch, hoursOf, tally);
  await tally.write();
  await query('UPDATE report_states SET counted_until = $1, time_zone = $2', [end.until, timeZone]);
  return end.more;
}

/** Null while somebody else counts. */
async function lockState(): Promise<{ time_zone: string; counted_until: string } | null> {
  await query(
    `INSERT INTO report_states (time_zone, counted_until) VALUES ('UTC', $1) ON CONFLICT DO NOTHING`,
    [beginning],
  );
  return queryOne('SELECT time_zone, counted_until FROM report_states FOR UPDATE SKIP LOCKED');
}

async function forgetCounts(): Promise<void> {
  await query('DELETE FROM report_cells');
  await query('UPDATE report_states SET counted_until = $1', [beginning]);
}
