import { type TicketTimeName, ticketTimeNames } from '@ticketz/contract/ticket-timeline';
import { query } from '../../core/unit-of-work.ts';
import { bucketCount, bucketOf } from './buckets.ts';

export const grains = ['queue', 'agent', 'connection', 'tag', 'hour'] as const;
export type Grain = (typeof grains)[number];

export const measures = ['clock', 'opening'] as const;
export type Measure = (typeof measures)[number];

/** What is counted of one day and queue; `key` says of what in it: an id, an hour, or nothing. */
interface Cell {
  grain: Grain;
  day: string;
  queue_id: string | null;
  key: string;
  opened: number;
  closed: number;
  inbound: number;
  outbound: number;
  ratings: number[];
  /** By column: how many, their seconds, and how many in each bucket. */
  times: Record<string, number[]>;
}

/** Where something that happened is counted. Ids may be missing: nobody had it, no queue was chosen. */
export interface Place {
  day: string;
  hour: number;
  queueId: string | null;
  agentId: string | null;
  connectionId: string;
  tagIds: string[];
}

export type Count = 'opened' | 'closed' | 'inbound' | 'outbound';

const snake: Record<TicketTimeName, string> = {
  queue: 'queue',
  firstResponse: 'first_response',
  handling: 'handling',
  waiting: 'waiting',
  resolution: 'resolution',
};

/** The column of a time. */
export function timeColumn(name: TicketTimeName, measure: Measure): string {
  return `${snake[name]}_${measure}`;
}

export const timeColumns = ticketTimeNames.flatMap((name) =>
  measures.map((measure) => timeColumn(name, measure)),
);

/** Gathers what is to be counted, cell by cell, until it is added to the rows in one statement. */
export class Tally {
  readonly #cells = new Map<string, Cell>();

  count(place: Place, what: Count, times = 1): void {
    for (const cell of this.#cellsOf(place)) cell[what] += times;
  }

  rate(place: Place, score: number): void {
    for (const { ratings } of this.#cellsOf(place)) ratings[score - 1] = (ratings[score - 1] ?? 0) + 1;
  }

  time(place: Place, column: string, seconds: number): void {
    for (const { times } of this.#cellsOf(place)) {
      const counts = (times[column] ??= Array<number>(bucketCount + 2).fill(0));
      const bucket = bucketOf(seconds) + 2;
      counts[0] = (counts[0] ?? 0) + 1;
      counts[1] = (counts[1] ?? 0) + seconds;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
  }

  /** Adds it all to what is counted already. */
  async write(): Promise<void> {
    if (this.#cells.size === 0) return;
    const rows = [...this.#cells.values()].map(({ times, ...cell }) => ({ ...cell, ...times }));
    await query(
      `INSERT INTO report_cells AS c (grain, day, queue_id, key, opened, closed, inbound, outbound, ratings, ${timeColumns.join(', ')})
       SELECT grain, day, queue_id, key, opened, closed, inbound, outbound, ratings,
              ${timeColumns.map((column) => `coalesce(${column}, '{}')`).join(', ')}
         FROM jsonb_to_recordset($1) AS g (grain text, day date, queue_id uuid, key text, opened int, closed int,
              inbound int, outbound int, ratings int[], ${timeColumns.map((column) => `${column} int[]`).join(', ')})
       ON CONFLICT (company_id, grain, day, queue_id, key) DO UPDATE SET
         ${(['opened', 'closed', 'inbound', 'outbound'] as const).map((column) => `${column} = c.${column} + EXCLUDED.${column}`).join(', ')},
         ${['ratings', ...timeColumns].map((column) => `${column} = add_counts(c.${column}, EXCLUDED.${column})`).join(', ')}`,
      [JSON.stringify(rows)],
    );
  }

  #cellsOf({ day, hour, queueId, agentId, connectionId, tagIds }: Place): Cell[] {
    const keys: [Grain, string][] = [
      ['queue', ''],
      ['hour', String(hour)],
      ['connection', connectionId],
    ];
    if (agentId) keys.push(['agent', agentId]);
    for (const tagId of tagIds) keys.push(['tag', tagId]);
    return keys.map(([grain, key]) => {
      const name = `${grain} ${day} ${queueId} ${key}`;
      const known = this.#cells.get(name);
      if (known) return known;
      const cell = emptyCell(grain, day, queueId, key);
      this.#cells.set(name, cell);
      return cell;
    });
  }
}

function emptyCell(grain: Grain, day: string, queueId: string | null, key: string): Cell {
  const counts = { opened: 0, closed: 0, inbound: 0, outbound: 0 };
  return { grain, day, queue_id: queueId, key, ...counts, ratings: [0, 0, 0, 0, 0], times: {} };
}
