import { type Schedule, type Shift, type Weekday, weekdays } from '@ticketz/contract/opening-hours';

/** The 1st of January 2024 was a Monday. */
export function weekdayName(day: Weekday, language: string, weekday: 'long' | 'short' = 'long'): string {
  const date = new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));
  return new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(date);
}

/** `08:00–12:00, 13:00–18:00`; empty when it is closed. */
export function shiftsText(shifts: readonly Shift[]): string {
  return shifts.map(({ from, to }) => `${from}–${to}`).join(', ');
}

/** The week in few lines: days that follow each other with the same shifts are one. */
export function weekLines(week: Schedule['week'], language: string): { days: string; hours: string }[] {
  const runs: { first: Weekday; last: Weekday; hours: string }[] = [];
  for (const day of weekdays) {
    const hours = shiftsText(week[day]);
    const run = runs.at(-1);
    if (run?.hours === hours) run.last = day;
    else runs.push({ first: day, last: day, hours });
  }
  return runs.map(({ first, last, hours }) => {
    const names = [first, last].map((day) => weekdayName(day, language, 'short'));
    return { days: first === last ? (names[0] ?? '') : names.join('–'), hours };
  });
}

/** When it opens or closes next: the hour, and the weekday too unless that is today. */
export function changeText(until: string, timeZone: string, language: string, now = new Date()): string {
  const at = new Date(until);
  const day = new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone });
  const today = day.format(at) === day.format(now);
  const soon = at.getTime() - now.getTime() < 6 * 24 * 3_600_000;
  const date = soon ? ({ weekday: 'short' } as const) : ({ day: 'numeric', month: 'short' } as const);
  return new Intl.DateTimeFormat(language, {
    ...(today ? {} : date),
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at);
}

const office: Shift[] = [{ from: '09:00', to: '18:00' }];

/** What a new schedule begins with: an office's week, where this browser is. */
export function firstSchedule(): Schedule {
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    week: {
      monday: office,
      tuesday: office,
      wednesday: office,
      thursday: office,
      friday: office,
      saturday: [],
      sunday: [],
    },
    specialDays: [],
  };
}
