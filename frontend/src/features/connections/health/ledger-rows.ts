import type { LedgerHour } from '@ticketz/contract/connections';

export const inFields = ['received', 'stored', 'waiting', 'placeholders'] as const;
export const outFields = ['queued', 'sent', 'delivered', 'read', 'failed'] as const;
const fields = [...inFields, ...outFields];

export type LedgerField = (typeof fields)[number];
export type LedgerCounts = Record<LedgerField, number>;

/** One line of the ledger: an hour, or a stretch of hours in which nothing happened. */
export type LedgerRow =
  | { type: 'hour'; key: string; hour: LedgerHour }
  | { type: 'quiet'; key: string; from: Date; until: Date };

export interface LedgerDay {
  /** Some moment of the day. */
  at: Date;
  rows: LedgerRow[];
}

const hourMs = 3_600_000;

/** The sum of all hours. */
export function totalsOf(hours: readonly LedgerHour[]): LedgerCounts {
  const totals = Object.fromEntries(fields.map((field) => [field, 0])) as LedgerCounts;
  for (const hour of hours) for (const field of fields) totals[field] += hour[field];
  return totals;
}

export function isQuiet(hour: LedgerHour): boolean {
  return !hour.difference && fields.every((field) => hour[field] === 0);
}

/** How many messages of the hours marked red wait. */
export function countOverdue(hours: readonly LedgerHour[]): number {
  return hours.reduce((sum, { difference, waiting }) => sum + (difference ? waiting : 0), 0);
}

/** The hours, newest first, by the days of whoever looks; quiet hours in a row are one line. */
export function arrangeDays(hours: readonly LedgerHour[]): LedgerDay[] {
  const days: LedgerDay[] = [];
  for (const hour of hours) {
    const at = new Date(hour.hour);
    let day = days.at(-1);
    if (day?.at.toDateString() !== at.toDateString()) {
      day = { at, rows: [] };
      days.push(day);
    }
    addHour(day.rows, hour, at);
  }
  return days;
}

function addHour(rows: LedgerRow[], hour: LedgerHour, at: Date): void {
  if (!isQuiet(hour)) {
    rows.push({ type: 'hour', key: hour.hour, hour });
    return;
  }
  const above = rows.at(-1);
  if (above?.type === 'quiet') above.from = at;
  else rows.push({ type: 'quiet', key: hour.hour, from: at, until: new Date(at.getTime() + hourMs) });
}
