import type { LedgerHour } from '@ticketz/contract/connections';
import { expect, it } from 'vitest';
import { ledgerOf } from '../../../test/people.ts';
import { arrangeDays, countOverdue, totalsOf } from './ledger-rows.ts';

/** So many hours, ending at 10 o'clock where the test runs; some of them busy. */
const hours = (count: number, busy: Record<number, Partial<LedgerHour>>) =>
  ledgerOf(count, new Date(2026, 10, 21, 10), busy);

it('adds up what came and went', () => {
  const totals = totalsOf(hours(3, { 0: { received: 2, stored: 2 }, 2: { received: 5, failed: 1 } }));
  expect(totals).toMatchObject({ received: 7, stored: 2, failed: 1, sent: 0 });
});

it('counts as overdue only what waits in an hour that is marked', () => {
  expect(countOverdue(hours(3, { 0: { waiting: 4 }, 1: { waiting: 2, difference: true } }))).toBe(2);
});

it('makes one line of quiet hours in a row, and a new day of midnight', () => {
  const days = arrangeDays(hours(14, { 0: { sent: 1 }, 3: { received: 1 } }));
  const told = days.map(({ rows }) =>
    rows.map((row) =>
      row.type === 'hour'
        ? new Date(row.hour.hour).getHours()
        : `${row.from.getHours()}-${row.until.getHours()}`,
    ),
  );
  expect(told).toEqual([[10, '8-10', 7, '0-7'], ['21-0']]);
});

it('never hides an hour in which something waits', () => {
  const [day] = arrangeDays(hours(3, { 1: { difference: true } }));
  expect(day?.rows.map(({ type }) => type)).toEqual(['quiet', 'hour', 'quiet']);
});
