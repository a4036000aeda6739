import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ReportFigures, type ReportQuery, reportBreakdowns } from '@ticketz/contract/reports';
import { ticketTimeNames } from '@ticketz/contract/ticket-timeline';
import type { Download } from '../../core/http/download.ts';
import type { Actor } from '../../core/http/route.ts';
import { writeXlsx, xlsxType } from '../../core/sheets/write-xlsx.ts';
import { byteOrderMark, csvLine } from '../contacts/csv.ts';
import { readReport } from './read-report.ts';

const columns = [
  'of',
  'name',
  'opened',
  'closed',
  'messages_in',
  'messages_out',
  ...ticketTimeNames.flatMap((name) => [`${name}_average_seconds`, `${name}_median_seconds`]),
  'ratings',
  'rating',
];

/** A report as one table: the whole, the period before, the days, and each part. */
export async function exportReport(
  actor: Actor,
  { format, ...wanted }: ReportQuery & { format: 'csv' | 'xlsx' },
): Promise<Download> {
  const rows = await rowsOf(actor, wanted);
  const name = `report-${wanted.firstDay}-${wanted.lastDay}.${format}`;
  const file = { size: null, inline: false, tag: randomUUID(), name };
  if (format === 'xlsx')
    return { ...file, mimeType: xlsxType, open: async () => writeXlsx(Readable.from(rows)) };
  const text = byteOrderMark + rows.map(csvLine).join('');
  return { ...file, mimeType: 'text/csv; charset=utf-8', open: async () => Readable.from([text]) };
}

async function rowsOf(actor: Actor, wanted: ReportQuery): Promise<string[][]> {
  const report = await readReport(actor, wanted);
  const parts = reportBreakdowns.flatMap((of) =>
    report[of].map(({ name, figures }) => cellsOf(of, name ?? '', figures)),
  );
  return [
    columns,
    cellsOf('total', `${wanted.firstDay} – ${wanted.lastDay}`, report.total),
    cellsOf('period before', '', report.before),
    ...report.days.map(({ day, figures }) => cellsOf('day', day, figures)),
    ...parts,
  ];
}

function cellsOf(of: string, name: string, figures: ReportFigures): string[] {
  const { opened, closed, inbound, outbound, times, ratings, rating } = figures;
  const lasted = ticketTimeNames.flatMap((one) => [times[one]?.average, times[one]?.median]);
  const rated = ratings.reduce((sum, count) => sum + count, 0);
  const numbers = [opened, closed, inbound, outbound, ...lasted, rated, rating];
  return [of, name, ...numbers.map((number) => String(number ?? ''))];
}
