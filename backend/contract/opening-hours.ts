import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';

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

/** What a clock shows: `08:30`. */
const clockTime = z.iso.time({ precision: -1 }).meta({ format: 'time' });

/**
 * From one clock time until another; until one that isn't later it lasts into the next day, and until the same one a whole
 * day. It belongs to the day on which it begins.
 */
export const shift = z.strictObject({ from: clockTime, to: clockTime });
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

/**
 * A queue's, a connection's, or where both ids are null the company's. `now`: how it is at this moment, and until when; null:
 * for more than a year.
 */
export const openingHours = z.object({
  queueId: id.nullable(),
  connectionId: id.nullable(),
  schedule,
  now: z.object({ open: z.boolean(), until: instant.nullable() }),
});
export type OpeningHours = z.infer<typeof openingHours>;

const response = z.object({ items: z.array(openingHours) });
const body = z.strictObject({ schedule: schedule.nullable() });
const set = { method: 'PUT', access: 'admin', body, response } as const;

/**
 * A ticket goes by the hours of its queue, else by those of its connection, else by the company's; where none of them has
 * any, it is always open. To set null is to have none of one's own any more. All answer with all there are: the company's
 * first, then those of connections, then those of queues.
 */
export const openingHoursEndpoints = {
  listOpeningHours: endpoint({ method: 'GET', path: '/opening-hours', access: 'admin', response }),
  setOpeningHours: endpoint({ ...set, path: '/opening-hours' }),
  setQueueHours: endpoint({
    ...set,
    path: '/queues/:queueId/opening-hours',
    params: z.object({ queueId: id }),
  }),
  setConnectionHours: endpoint({
    ...set,
    path: '/connections/:connectionId/opening-hours',
    params: z.object({ connectionId: id }),
  }),
};
