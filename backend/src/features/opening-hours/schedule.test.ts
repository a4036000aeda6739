import { type Schedule, type Shift, schedule } from '@ticketz/contract/opening-hours';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addOpenSeconds, isOpen, nextChange, openSecondsBetween } from './schedule.ts';

const office: Shift[] = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const bar: Shift[] = [{ from: '20:00', to: '03:00' }];
const always: Shift[] = [{ from: '00:00', to: '00:00' }];

function weekOf(weekday: Shift[], weekend: Shift[] = []): Schedule['week'] {
  return {
    monday: weekday,
    tuesday: weekday,
    wednesday: weekday,
    thursday: weekday,
    friday: weekday,
    saturday: weekend,
    sunday: weekend,
  };
}

function hours(week: Schedule['week'], changes: Partial<Schedule> = {}): Schedule {
  return { timeZone: 'America/Sao_Paulo', week, specialDays: [], ...changes };
}

const shop = hours(weekOf(office), {
  specialDays: [
    { date: '2020-12-25', everyYear: true, name: 'Natal', shifts: [] },
    { date: '2026-12-24', everyYear: false, name: 'Véspera', shifts: [{ from: '08:00', to: '12:00' }] },
    { date: '2026-11-28', everyYear: false, name: 'Black Friday', shifts: [{ from: '06:00', to: '22:00' }] },
    { date: '2020-02-29', everyYear: true, name: 'Leap', shifts: [] },
    { date: '2020-05-01', everyYear: true, name: 'Dia do Trabalho', shifts: [] },
    { date: '2026-05-01', everyYear: false, name: 'But this year', shifts: office },
  ],
});
const nights = hours(weekOf(bar, bar), {
  specialDays: [{ date: '2026-12-25', everyYear: false, name: '', shifts: [] }],
});
const berlin = hours(weekOf([{ from: '01:30', to: '02:30' }], [{ from: '01:30', to: '02:30' }]), {
  timeZone: 'Europe/Berlin',
});
const open247 = hours(weekOf(always, always));
const never = hours(weekOf([]));

/** São Paulo is three hours behind UTC all year. */
const cases: [string, Schedule | null, string, boolean, string | null][] = [
  ['before it opens', shop, '2026-11-23T10:59:59Z', false, '2026-11-23T11:00:00Z'],
  ['as it opens', shop, '2026-11-23T11:00:00Z', true, '2026-11-23T15:00:00Z'],
  ['at lunch', shop, '2026-11-23T15:00:00Z', false, '2026-11-23T16:00:00Z'],
  ['on Friday evening', shop, '2026-11-20T21:00:00Z', false, '2026-11-23T11:00:00Z'],
  ['on a Saturday that is open', shop, '2026-11-28T10:00:00Z', true, '2026-11-29T01:00:00Z'],
  ['on the day before Christmas', shop, '2026-12-24T16:00:00Z', false, '2026-12-28T11:00:00Z'],
  ['at Christmas of any year', shop, '2028-12-25T14:00:00Z', false, '2028-12-26T11:00:00Z'],
  ['before the year in which a holiday began', shop, '2019-12-25T14:00:00Z', true, '2019-12-25T15:00:00Z'],
  ['on a holiday that this year isn’t one', shop, '2026-05-01T14:00:00Z', true, '2026-05-01T15:00:00Z'],
  ['on the 29th of February', shop, '2028-02-29T14:00:00Z', false, '2028-03-01T11:00:00Z'],
  ['after midnight, by yesterday’s shift', nights, '2026-11-24T05:00:00Z', true, '2026-11-24T06:00:00Z'],
  ['over midnight into a closed day', nights, '2026-12-25T05:59:59Z', true, '2026-12-25T06:00:00Z'],
  ['on the evening of a closed day', nights, '2026-12-26T01:00:00Z', false, '2026-12-26T23:00:00Z'],
  ['in the hour left out in spring', berlin, '2026-03-29T00:45:00Z', true, '2026-03-29T01:00:00Z'],
  ['in the hour that comes twice in autumn', berlin, '2026-10-25T00:15:00Z', true, '2026-10-25T00:30:00Z'],
  ['the second time', berlin, '2026-10-25T01:15:00Z', false, '2026-10-26T00:30:00Z'],
  ['day and night', open247, '2026-11-23T03:00:00Z', true, null],
  ['never', never, '2026-11-23T14:00:00Z', false, null],
  ['where nobody said', null, '2026-11-23T14:00:00Z', true, null],
];

it.each(cases)('knows whether it is open: %s', (_name, given, at, open, next) => {
  if (given) expect(schedule.parse(given)).toEqual(given);
  expect(isOpen(given, new Date(at))).toBe(open);
  expect(nextChange(given, new Date(at))).toEqual(next === null ? null : new Date(next));
});

it('counts the hours of days on which the clocks change', () => {
  const day = (date: string, timeZone: string) =>
    openSecondsBetween(
      { ...open247, timeZone },
      new Date(`${date}T00:00:00Z`),
      new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000),
    );
  expect(day('2026-03-29', 'Europe/Berlin')).toBe(86_400);
  const spring = hours(weekOf([], [{ from: '00:00', to: '06:00' }]), { timeZone: 'Europe/Berlin' });
  const between = (from: string, to: string) => openSecondsBetween(spring, new Date(from), new Date(to));
  expect(between('2026-03-28T22:00:00Z', '2026-03-29T22:00:00Z')).toBe(5 * 3_600);
  expect(between('2026-10-24T21:00:00Z', '2026-10-25T22:00:00Z')).toBe(7 * 3_600);
  expect(addOpenSeconds(spring, new Date('2026-03-28T22:00:00Z'), 5 * 3_600)).toEqual(
    new Date('2026-03-29T04:00:00Z'),
  );
  expect(addOpenSeconds(never, new Date(), 1)).toBeNull();
});

const zones = [
  'UTC',
  'America/Sao_Paulo',
  'America/New_York',
  'Europe/Lisbon',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
];
const time = fc.integer({ min: 0, max: 95 }).map((quarter) => {
  const minutes = quarter * 15;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
const shifts = fc.array(fc.record({ from: time, to: time }), { maxLength: 3 });
const anySchedule = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc
    .tuple(shifts, shifts, shifts)
    .map(([weekday, wednesday, weekend]) => ({ ...weekOf(weekday, weekend), wednesday })),
  specialDays: fc.array(
    fc.record({
      date: fc
        .integer({ min: 0, max: 400 })
        .map((day) => new Date(Date.UTC(2025, 8, 1) + day * 86_400_000).toISOString().slice(0, 10)),
      everyYear: fc.boolean(),
      name: fc.constant(''),
      shifts,
    }),
    { maxLength: 4 },
  ),
});
const instants = fc
  .integer({ min: Date.UTC(2025, 8, 1) / 1000, max: Date.UTC(2026, 10, 30) / 1000 })
  .map((seconds) => new Date(seconds * 1000));
const runs = { numRuns: 30 };

it('adds up: any two parts of a time have as many open seconds as the whole', () => {
  fc.assert(
    fc.property(anySchedule, fc.array(instants, { minLength: 3, maxLength: 3 }), (given, times) => {
      const [a, b, c] = times.toSorted((one, other) => one.getTime() - other.getTime());
      if (!a || !b || !c) throw new Error('three');
      const whole = openSecondsBetween(given, a, c);
      expect(openSecondsBetween(given, a, b) + openSecondsBetween(given, b, c)).toBe(whole);
      expect(whole).toBeGreaterThanOrEqual(0);
      expect(whole).toBeLessThanOrEqual((c.getTime() - a.getTime()) / 1000);
    }),
    runs,
  );
});

it('is open or closed all the way until the next change, and the other thing from there', () => {
  fc.assert(
    fc.property(anySchedule, instants, (given, at) => {
      const next = nextChange(given, at);
      const open = isOpen(given, at);
      if (!next) return;
      const last = new Date(next.getTime() - 1_000);
      expect(next > at).toBe(true);
      expect([isOpen(given, last), isOpen(given, next)]).toEqual([open, !open]);
      expect(openSecondsBetween(given, at, next)).toBe(open ? (next.getTime() - at.getTime()) / 1000 : 0);
    }),
    runs,
  );
});

it('finds the earliest end of so many open seconds', () => {
  fc.assert(
    fc.property(anySchedule, instants, fc.integer({ min: 1, max: 400_000 }), (given, from, seconds) => {
      const end = addOpenSeconds(given, from, seconds);
      if (!end) return;
      expect(openSecondsBetween(given, from, end)).toBe(seconds);
      expect(openSecondsBetween(given, from, new Date(end.getTime() - 1_000))).toBe(seconds - 1);
      expect(addOpenSeconds(given, from, seconds + 1)?.getTime() ?? Infinity).toBeGreaterThan(end.getTime());
    }),
    runs,
  );
});

it('says of every minute what the clock on the wall says, where clocks don’t change', () => {
  const plain = anySchedule.map((given) => ({ ...given, timeZone: 'Asia/Kathmandu' }));
  fc.assert(
    fc.property(plain, instants, (given, at) => {
      expect(isOpen(given, at)).toBe(openByWall(given, at));
    }),
    { numRuns: 300 },
  );
});

/** The same, said in another way: is the clock time within a shift of today, or within one of yesterday? */
function openByWall({ week, specialDays }: Schedule, at: Date): boolean {
  const wall = new Date(at.getTime() + (5 * 60 + 45) * 60_000);
  const clock = wall.toISOString().slice(11, 16);
  const shiftsOf = (date: Date) => {
    const day = date.toISOString().slice(0, 10);
    const special =
      specialDays.findLast((one) => !one.everyYear && one.date === day) ??
      specialDays.find((one) => one.everyYear && one.date <= day && one.date.slice(5) === day.slice(5));
    const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
    return special?.shifts ?? week[names[date.getUTCDay()] ?? 'sunday'];
  };
  const yesterday = new Date(wall.getTime() - 86_400_000);
  return (
    shiftsOf(wall).some(({ from, to }) => from <= clock && (to <= from || clock < to)) ||
    shiftsOf(yesterday).some(({ from, to }) => to <= from && clock < to)
  );
}
