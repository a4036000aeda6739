import { type Schedule, type Shift, weekdays } from '@ticketz/contract/opening-hours';
import { instantOf, wallClock } from '../../core/zoned-time.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Whoever has been closed for so many days without an end is never open again. */
const longestPauseDays = 400;

/** From one instant (included) until another (not included), in milliseconds. */
export interface Span {
  start: number;
  end: number;
}

/**
 * When it is open, beginning with what isn't over at `from`: in order, none within another; two may follow each other
 * without a gap. Ends only where nothing comes any more, so whoever asks stops by themselves.
 */
export function* openSpans(schedule: Schedule, from: number): Generator<Span> {
  const shiftsOf = shiftsByDay(schedule);
  let taken = Number.NEGATIVE_INFINITY;
  // A shift of the day before may last into this one.
  let day = Math.floor(wallClock(from, schedule.timeZone) / dayMs) - 1;
  for (let empty = 0; empty < longestPauseDays; empty += 1, day += 1) {
    for (const shift of shiftsOf(day)) {
      const span = toSpan(shift, day, schedule.timeZone);
      const start = Math.max(span.start, taken);
      if (span.end <= start) continue;
      taken = span.end;
      empty = 0;
      if (span.end > from) yield { start, end: span.end };
    }
  }
}

/** The shifts that begin on a day (counted from 1970), in their order. */
function shiftsByDay({ week, specialDays }: Schedule): (day: number) => Shift[] {
  const dated = new Map(
    specialDays.filter((one) => !one.everyYear).map(({ date, shifts }) => [date, shifts]),
  );
  const yearly = specialDays.filter((one) => one.everyYear);
  return (day) => {
    const date = new Date(day * dayMs).toISOString().slice(0, 10);
    const each = yearly.find((one) => one.date <= date && one.date.slice(5) === date.slice(5));
    // 1970 began on a Thursday.
    const weekday = weekdays[(((day + 3) % 7) + 7) % 7] ?? 'monday';
    const shifts = dated.get(date) ?? each?.shifts ?? week[weekday];
    return shifts.toSorted((one, other) => one.from.localeCompare(other.from));
  };
}

function toSpan({ from, to }: Shift, day: number, timeZone: string): Span {
  const end = to > from ? day : day + 1;
  return {
    start: instantOf(day * dayMs + minutesOf(from) * minuteMs, timeZone),
    end: instantOf(end * dayMs + minutesOf(to) * minuteMs, timeZone),
  };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
