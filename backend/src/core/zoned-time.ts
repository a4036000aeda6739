import { AppError } from './errors.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Throws `validation_failed` for a name that isn't one of a time zone. */
export function mustBeTimeZone(timeZone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone });
  } catch (error) {
    throw new AppError('validation_failed', {
      cause: error,
      issues: [{ path: 'timeZone', code: 'custom', message: 'not a time zone' }],
    });
  }
}

/** When a day (`2026-11-21`) begins in a time zone; `later` days after it. */
export function startOfDay(day: string, timeZone: string, later = 0): Date {
  return new Date(instantOf(Date.parse(`${day}T00:00:00Z`) + later * dayMs, timeZone));
}

/** What clocks there show at an instant, as if it were UTC: `new Date(wallClock(…)).getUTCHours()`. */
export function wallClock(time: number, timeZone: string): number {
  return time + offsetAt(time, timeZone);
}

/**
 * When clocks there show `local` (as `wallClock` says it). What they show twice is the first time; what they leave out, the
 * moment they are set on. So later clock times are never earlier instants.
 */
export function instantOf(local: number, timeZone: string): number {
  const before = offsetAt(local - dayMs, timeZone);
  const after = offsetAt(local + dayMs, timeZone);
  if (before === after || wallClock(local - before, timeZone) === local) return local - before;
  if (wallClock(local - after, timeZone) === local) return local - after;
  return changeBetween(local - after, local - before, timeZone);
}

/** The moment, to the minute, at which clocks change between two instants. */
function changeBetween(from: number, until: number, timeZone: string): number {
  const before = offsetAt(from, timeZone);
  let [low, high] = [from, until];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (offsetAt(middle, timeZone) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** Dear to make. Names come from requests, in any case, so there is an end to them. */
const formats = new Map<string, Intl.DateTimeFormat>();
const mostFormats = 500;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  if (formats.size >= mostFormats) formats.clear();
  formats.set(timeZone, format);
  return format;
}

/** How far the clocks there are ahead of UTC. */
function offsetAt(time: number, timeZone: string): number {
  // As `11/21/2026, 09:30`: read from there it costs half of what the parts cost.
  const parts = formatOf(timeZone).format(time).split(/\D+/).map(Number);
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(time / minuteMs) * minuteMs;
}
