import { addDays, addHours, differenceInCalendarDays, nextMonday, set } from 'date-fns';
import { formatShortDay, formatTime, formatWeekday } from './dates.ts';

export type ComingName = 'hour' | 'evening' | 'tomorrow' | 'monday';

const morning = { hours: 9, minutes: 0, seconds: 0, milliseconds: 0 };
const evening = { ...morning, hours: 18 };

/** The times that most people mean, in this browser's time zone. One that is as good as past, or another one's, is left out. */
export function comingTimes(now: Date): { name: ComingName; at: Date }[] {
  const tonight = set(now, evening);
  const tomorrow = set(addDays(now, 1), morning);
  const monday = set(nextMonday(now), morning);
  return [
    { name: 'hour', at: set(addHours(now, 1), { seconds: 0, milliseconds: 0 }) },
    ...(tonight > addHours(now, 1) ? [{ name: 'evening' as const, at: tonight }] : []),
    { name: 'tomorrow', at: tomorrow },
    ...(monday > tomorrow ? [{ name: 'monday' as const, at: monday }] : []),
  ];
}

/** A time as short as it can be told from others: `18:00`, `Tue 09:00`, `12/1/2027`, and what has passed with its day. */
export function formatComing(at: Date, language: string, now = new Date()): string {
  const days = differenceInCalendarDays(at, now);
  if (days === 0) return formatTime(at, language);
  if (days > 0 && days < 7) return `${formatWeekday(at, language)} ${formatTime(at, language)}`;
  return `${formatShortDay(at, language)} ${formatTime(at, language)}`;
}

/** As `<input type="datetime-local">` has it. */
export function toLocalInput(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
