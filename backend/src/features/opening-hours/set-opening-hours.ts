import type { OpeningHours, Schedule } from '@ticketz/contract/opening-hours';
import { now } from '../../core/clock.ts';
import { notFound } from '../../core/errors.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { type HoursOf, listSchedules } from './read-opening-hours.ts';
import { isOpen, nextChange } from './schedule.ts';

/** The company's hours and those that differ from them, with how it is at this moment. */
export async function listOpeningHours(): Promise<OpeningHours[]> {
  const at = now();
  const rows = await listSchedules();
  return rows.map(({ queue_id, connection_id, schedule }) => ({
    queueId: queue_id,
    connectionId: connection_id,
    schedule,
    now: { open: isOpen(schedule, at), until: nextChange(schedule, at)?.toISOString() ?? null },
  }));
}

/** Says when a queue, a connection or the company is open. Null: it goes by what stands above it again. */
export async function setOpeningHours(
  { queueId, connectionId }: HoursOf,
  schedule: Schedule | null,
): Promise<OpeningHours[]> {
  await mustBeThere({ queueId, connectionId });
  if (schedule) {
    await query(
      `INSERT INTO opening_hours (queue_id, connection_id, schedule) VALUES ($1, $2, $3)
       ON CONFLICT (company_id, queue_id, connection_id) DO UPDATE SET schedule = excluded.schedule`,
      [queueId, connectionId, JSON.stringify(schedule)],
    );
  } else {
    await query(
      `DELETE FROM opening_hours WHERE queue_id IS NOT DISTINCT FROM $1 AND connection_id IS NOT DISTINCT FROM $2`,
      [queueId, connectionId],
    );
  }
  return listOpeningHours();
}

async function mustBeThere({ queueId, connectionId }: HoursOf): Promise<void> {
  const there = await queryOne(
    `SELECT 1 WHERE ($1::uuid IS NULL OR EXISTS (SELECT FROM queues WHERE id = $1))
       AND ($2::uuid IS NULL OR EXISTS (SELECT FROM connections WHERE id = $2 AND deleted_at IS NULL))`,
    [queueId, connectionId],
  );
  if (!there) throw notFound();
}
