import { differenceInCalendarDays, isSameYear } from 'date-fns';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, known);
  return known;
}

function relativeDay(language: string, days: number): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day');
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}

/** `14:05` */
export function formatTime(at: Date, language: string): string {
  return format(language, { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** `21 November 2026, 14:05`: for tooltips and details. */
export function formatDateTime(at: Date, language: string): string {
  return format(language, { dateStyle: 'long', timeStyle: 'short' }).format(at);
}

/** A day as a separator says it: Today, Yesterday, a weekday of the last week, else the date. */
export function formatDay(at: Date, language: string, now = new Date()): string {
  const days = differenceInCalendarDays(now, at);
  if (days === 0 || days === 1) return relativeDay(language, -days);
  if (days > 1 && days < 7) return format(language, { weekday: 'long' }).format(at);
  const year = isSameYear(at, now) ? {} : ({ year: 'numeric' } as const);
  return format(language, { day: 'numeric', month: 'long', ...year }).format(at);
}

/** `Mon`, for a day of the coming or the last week. */
export function formatWeekday(at: Date, language: string): string {
  return format(language, { weekday: 'short' }).format(at);
}

/** `21/11/2026`, where there is no room for more. */
export function formatShortDay(at: Date, language: string): string {
  return format(language, { dateStyle: 'short' }).format(at);
}

/** A time as a list has room for: the hour today, Yesterday, a weekday, else a short date. */
export function formatListTime(at: Date, language: string, now = new Date()): string {
  const days = differenceInCalendarDays(now, at);
  if (days <= 0) return formatTime(at, language);
  if (days === 1) return relativeDay(language, -1);
  if (days < 7) return format(language, { weekday: 'short' }).format(at);
  return format(language, { dateStyle: 'short' }).format(at);
}

/** `3–5 March 2026`; one day is said once. */
export function formatPeriod(from: Date, to: Date, language: string): string {
  const dates = format(language, { day: 'numeric', month: 'short', year: 'numeric' });
  return from > to ? dates.format(from) : dates.formatRange(from, to);
}
