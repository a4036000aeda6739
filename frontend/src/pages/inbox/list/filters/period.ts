import type { TicketFilter } from '@ticketz/contract/tickets';

/** Since when, in days, one click away. */
export const shortPeriods = [1, 7, 30, 90] as const;

type Days = Pick<TicketFilter, 'from' | 'until'>;

function dayText(at: Date): string {
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
}

/** The days of a filter as date fields have them, in this browser's time zone; the last day is one that still counts. */
export function daysOf({ from, until }: Days): { first: string; last: string } {
  return {
    first: from ? dayText(new Date(from)) : '',
    last: until ? dayText(new Date(Date.parse(until) - 1)) : '',
  };
}

function midnight(day: string, daysLater: number): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  const at = new Date(year ?? Number.NaN, (month ?? 0) - 1, (date ?? 0) + daysLater);
  const sensible = at.getFullYear() >= 2000 && at.getFullYear() < 3000;
  return sensible ? at.toISOString() : undefined;
}

/** The same the other way round. */
export function filterOfDays(first: string, last: string): Days {
  return { from: midnight(first, 0), until: midnight(last, 1) };
}
