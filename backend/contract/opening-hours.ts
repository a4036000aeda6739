import { z } from 'zod';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

function isTimeZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

/** A name of the IANA database: `America/Sao_Paulo`. */
export const timeZone = z.string().max(64).refine(isTimeZone, { message: 'not a time zone' });

/**
 * From one clock time until another; until one that isn't later it lasts into the next day, and until the same one a whole
 * day. It belongs to the day on which it begins.
 */
export const shift = z.strictObject({
  from: z.iso.time({ precision: -1 }),
  to: z.iso.time({ precision: -1 }),
});
export type Shift = z.infer<typeof shift>;

const shifts = z.array(shift).max(6);

/**
 * A day that differs from its weekday, by its shifts: closed when there are none. `everyYear`: on the same day of each
 * later year, too, unless that year has one of its own.
 */
export const specialDay = z.strictObject({
  date: z.iso.date(),
  everyYear: z.boolean(),
  name: z.string().trim().max(60),
  shifts,
});
export type SpecialDay = z.infer<typeof specialDay>;

/** When somebody is there: shifts by weekday, and the days that differ. Clock times are those of `timeZone`. */
export const schedule = z.strictObject({
  timeZone,
  week: z.strictObject({
    monday: shifts,
    tuesday: shifts,
    wednesday: shifts,
    thursday: shifts,
    friday: shifts,
    saturday: shifts,
    sunday: shifts,
  }),
  specialDays: z.array(specialDay).max(400),
});
export type Schedule = z.infer<typeof schedule>;
