import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';

/** How many there were, and in whole seconds how long they took: on average, and about the half of them. Null: there was none. */
const reportTime = z.object({ count: z.int(), average: z.int(), median: z.int() }).nullable();

/** What happened in a period. `ratings`: how many of one to five; `rating` their average. */
export const reportFigures = z.object({
  opened: z.int(),
  closed: z.int(),
  inbound: z.int(),
  outbound: z.int(),
  times: z.object({
    queue: reportTime,
    firstResponse: reportTime,
    handling: reportTime,
    waiting: reportTime,
    resolution: reportTime,
  }),
  ratings: z.array(z.int()).length(5),
  rating: z.number().nullable(),
});
export type ReportFigures = z.infer<typeof reportFigures>;

export const reportBreakdowns = ['queues', 'agents', 'connections', 'tags'] as const;
export type ReportBreakdown = (typeof reportBreakdowns)[number];

/** `id`: null for what is in no queue. `name`: null when it is deleted. */
export const reportPart = z.object({
  id: id.nullable(),
  name: z.string().nullable(),
  figures: reportFigures,
});
export type ReportPart = z.infer<typeof reportPart>;

/** A year and a day. */
export const mostReportDays = 367;

/** Days of the company's time zone, both included. `measure`: times by the clock, or as much of them as lay in opening hours. */
export const reportQuery = z
  .object({
    firstDay: z.iso.date(),
    lastDay: z.iso.date(),
    queueId: id.optional(),
    measure: z.enum(['clock', 'opening']).default('clock'),
  })
  .refine(
    ({ firstDay, lastDay }) => firstDay <= lastDay && daysBetween(firstDay, lastDay) <= mostReportDays,
    {
      message: 'too long, or the wrong way round',
      path: ['lastDay'],
    },
  );
export type ReportQuery = z.infer<typeof reportQuery>;

/** How many days a period has. */
export function daysBetween(firstDay: string, lastDay: string): number {
  return Math.round((Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000) + 1;
}

/**
 * How it went in a period. Supervisors get what is in their queues. `before`: the period of the same length just before.
 * `hours`: by weekday, 1 is Monday, and hour. Days, hours and parts with nothing are left out.
 */
export const report = z.object({
  timeZone: z.string(),
  /** Up to when it is counted; null: not at all yet. */
  countedUntil: instant.nullable(),
  total: reportFigures,
  before: reportFigures,
  days: z.array(z.object({ day: z.iso.date(), figures: reportFigures })),
  hours: z.array(
    z.object({
      weekday: z.int().min(1).max(7),
      hour: z.int().min(0).max(23),
      opened: z.int(),
      inbound: z.int(),
    }),
  ),
  queues: z.array(reportPart),
  agents: z.array(reportPart),
  connections: z.array(reportPart),
  tags: z.array(reportPart),
});
export type Report = z.infer<typeof report>;

export const reportEndpoints = {
  readReport: endpoint({
    method: 'GET',
    path: '/reports',
    access: 'supervisor',
    query: reportQuery,
    response: report,
  }),
  /** The same as a table, every row saying what it is of. */
  exportReport: endpoint({
    method: 'GET',
    path: '/files/exports/reports',
    access: 'supervisor',
    query: reportQuery.safeExtend({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    response: z.void(),
    transfer: 'download',
  }),
};
