import { AppError } from '../../core/errors.ts';

const minuteMs = 60_000;

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
  const midnight = Date.parse(`${day}T00:00:00Z`) + later * 24 * 60 * minuteMs;
  // Twice: the clocks may be changed in between.
  const first = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(first, timeZone));
}

/** How far the clocks there are ahead of UTC. */
function offsetAt(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(time);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return local - Math.floor(time / minuteMs) * minuteMs;
}
