import { type RealtimeEnvelope, realtimeEvents } from '@ticketz/contract/realtime';
import { z } from 'zod';
import type { StoredEvent } from './events.ts';
import { job } from './jobs.ts';
import type { Logger } from './logger.ts';
import type { Realtime } from './realtime.ts';
import { asSystem, withCompany } from './tenancy.ts';
import { query, queryOne } from './unit-of-work.ts';

const markEveryMs = 250;
/** A resume looks back further than the last event seen: no unit of work is open longer than this. */
const overlapSeconds = 35;
/** More numbers than the whole installation gives out in that time; it lets the index find the place. */
const overlapEvents = 20_000;
const maxReplay = 500;
const keepHours = 24;
const lostAfterSeconds = 5;

interface EventRow {
  company_id: string;
  seq: string;
  type: StoredEvent['type'];
  data: unknown;
  rooms: string[];
  except_rooms: string[];
}

/** Delivers committed events at once, and notes in batches that they were delivered. */
export interface Outbox {
  deliver(events: StoredEvent[]): void;
  /** Notes what is still to be noted. */
  close(): Promise<void>;
}

export function createOutbox(realtime: Realtime, logger: Logger): Outbox {
  let delivered: StoredEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let marking = Promise.resolve();

  async function mark(): Promise<void> {
    timer = undefined;
    const events = delivered;
    delivered = [];
    if (events.length === 0) return;
    // What isn't marked the sweeper delivers once more; browsers know events by their number.
    try {
      if (await realtime.settled()) await markDelivered(events);
    } catch (error) {
      logger.warn({ err: error }, 'Delivered events were not marked');
    }
  }

  return {
    deliver(events) {
      if (events.length === 0) return;
      realtime.emit(events);
      delivered.push(...events);
      timer ??= setTimeout(() => {
        marking = marking.then(mark);
      }, markEveryMs);
    },
    async close() {
      clearTimeout(timer);
      await marking;
      await mark();
    },
  };
}

function markDelivered(events: StoredEvent[]): Promise<unknown> {
  return asSystem(() =>
    query(
      `UPDATE realtime_events e SET delivered_at = now()
         FROM unnest($1::uuid[], $2::bigint[]) AS done (company_id, seq)
        WHERE e.company_id = done.company_id AND e.seq = done.seq`,
      [events.map((event) => event.companyId), events.map((event) => event.seq)],
    ),
  );
}

/** Delivers what a process had committed when it died, or the bus has lost, and lets go of old events. */
export function realtimeOutboxJobs(realtime: Realtime) {
  return [
    job({
      name: 'deliver-lost-events',
      schema: z.object({}),
      everyMs: 5_000,
      handle: async () => {
        const events = await findLostEvents();
        realtime.emit(events);
        if (events.length > 0 && (await realtime.settled())) await markDelivered(events);
      },
    }),
    job({
      name: 'delete-old-events',
      schema: z.object({}),
      everyMs: 3_600_000,
      handle: async () => {
        await asSystem(() =>
          query(`DELETE FROM realtime_events WHERE created_at < now() - interval '${keepHours} hours'`),
        );
      },
    }),
  ];
}

async function findLostEvents(): Promise<StoredEvent[]> {
  const rows = await asSystem(() =>
    query<EventRow>(
      `SELECT company_id, seq, type, data, rooms, except_rooms FROM realtime_events
        WHERE delivered_at IS NULL AND created_at < now() - interval '${lostAfterSeconds} seconds'
        ORDER BY created_at LIMIT 1000`,
    ),
  );
  return rows.map(toStoredEvent).sort((one, other) => one.seq - other.seq);
}

function toStoredEvent(row: EventRow): StoredEvent {
  return {
    companyId: row.company_id,
    seq: Number(row.seq),
    type: row.type,
    data: realtimeEvents[row.type].parse(row.data),
    rooms: row.rooms,
    except: row.except_rooms,
  } as StoredEvent;
}

/** What a browser missed, or that it missed too much. `seq` is where it stands afterwards. */
export type Missed =
  | { resumed: true; events: RealtimeEnvelope[]; seq: number }
  | { resumed: false; seq: number };

/**
 * The events since `after` for somebody in `inRooms`. Goes back a little further, because transactions don't commit in
 * the order of their numbers; the browser leaves out what it has. Not resumed when `after` is too old or too far back.
 */
export async function missedEvents(
  companyId: string,
  inRooms: string[],
  after: number | undefined,
): Promise<Missed> {
  return withCompany(companyId, async () => {
    const newest = await queryOne<{ seq: string | null }>('SELECT max(seq) AS seq FROM realtime_events');
    const seq = Number(newest?.seq ?? 0);
    if (after === undefined) return { resumed: false, seq };
    const from = await queryOne<{ created_at: Date }>(
      'SELECT created_at FROM realtime_events WHERE seq <= $1 ORDER BY seq DESC LIMIT 1',
      [after],
    );
    // Nothing that old is kept: what happened before can't be told from what was deleted.
    if (!from && seq > 0) return { resumed: false, seq };
    const rows = await query<EventRow>(
      `SELECT company_id, seq, type, data, rooms, except_rooms FROM realtime_events
        WHERE seq > $3::bigint - ${overlapEvents}
          AND created_at >= $1::timestamptz - interval '${overlapSeconds} seconds'
          AND rooms && $2 AND NOT except_rooms && $2
        ORDER BY seq LIMIT ${maxReplay + 1}`,
      [from?.created_at ?? new Date(0), inRooms, after],
    );
    if (rows.length > maxReplay) return { resumed: false, seq };
    const events = rows.map(
      (row) => ({ seq: Number(row.seq), type: row.type, data: row.data }) as RealtimeEnvelope,
    );
    return { resumed: true, events, seq };
  });
}
