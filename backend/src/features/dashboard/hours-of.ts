import { type HoursOf, listSchedules, readAllOpeningHours } from '../opening-hours/read-opening-hours.ts';
import type { Hours } from '../opening-hours/schedule.ts';

/** All opening hours of the company, and the time zone of its days: that of the company's own hours. */
export async function readCompanyHours(): Promise<{
  timeZone: string;
  hoursOf: (of: HoursOf) => Hours;
}> {
  const [own] = (await listSchedules()).filter((row) => !row.queue_id && !row.connection_id);
  return { timeZone: own?.schedule.timeZone ?? 'UTC', hoursOf: await readAllOpeningHours() };
}
