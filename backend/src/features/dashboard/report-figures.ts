import type { ReportFigures } from '@ticketz/contract/reports';
import { type TicketTimeName, ticketTimeNames } from '@ticketz/contract/ticket-timeline';
import { bucketCount, medianOf } from './buckets.ts';
import { type Measure, timeColumn } from './report-cells.ts';

/** What one row of counts adds up to, as `sumColumns` selects it. */
export interface SumRow {
  opened: number;
  closed: number;
  inbound: number;
  outbound: number;
  ratings: number[];
  times: number[];
}

/** Of each time: how many, their seconds, how many in each bucket. */
const width = bucketCount + 2;

/** Columns of a `SumRow`, over rows of `report_cells`. Numbers in an array are added one by one: that is fast, and unnesting isn't. */
export function sumColumns(measure: Measure): string {
  const sums = (column: string, count: number) =>
    Array.from({ length: count }, (_, index) => `coalesce(sum(${column}[${index + 1}]), 0)::float8`).join(
      ', ',
    );
  const times = ticketTimeNames.map((name) => sums(timeColumn(name, measure), width)).join(', ');
  return `sum(opened)::int AS opened, sum(closed)::int AS closed, sum(inbound)::int AS inbound, sum(outbound)::int AS outbound,
    ARRAY[${sums('ratings', 5)}] AS ratings, ARRAY[${times}] AS times`;
}

export function presentFigures(row: SumRow | undefined): ReportFigures {
  const ratings = row?.ratings ?? [0, 0, 0, 0, 0];
  const rated = ratings.reduce((sum, count) => sum + count, 0);
  const stars = ratings.reduce((sum, count, index) => sum + count * (index + 1), 0);
  const times = ticketTimeNames.map((name, place) => [
    name,
    presentTime(row?.times.slice(place * width, (place + 1) * width) ?? []),
  ]);
  return {
    opened: row?.opened ?? 0,
    closed: row?.closed ?? 0,
    inbound: row?.inbound ?? 0,
    outbound: row?.outbound ?? 0,
    times: Object.fromEntries(times) as Record<TicketTimeName, ReturnType<typeof presentTime>>,
    ratings,
    rating: rated > 0 ? Math.round((stars / rated) * 100) / 100 : null,
  };
}

function presentTime([count = 0, seconds = 0, ...buckets]: number[]) {
  const median = medianOf(buckets);
  return median === null ? null : { count, average: Math.round(seconds / count), median };
}
