import type { RealtimeEventData, RealtimeEventType } from '@ticketz/contract/realtime';
import { currentWork, query, type UnitOfWork } from './unit-of-work.ts';

/**
 * What can happen, by name: past tense, `feature.happened`. Each feature adds its own in `<feature>.events.ts` by
 * declaration merging, so that core knows none and `publish` checks all.
 */
export interface DomainEvents {}
export type DomainEventName = keyof DomainEvents & string;

/** One message for browsers that an event turns into: who gets it, what it says. */
export type RealtimeMessage = {
  [Type in RealtimeEventType]: {
    type: Type;
    data: RealtimeEventData<Type>;
    /** Rooms that get it. */
    rooms: string[];
    /** Rooms that don't, though they are in one of `rooms`. */
    except?: string[];
  };
}[RealtimeEventType];

/** A realtime message that is committed: `seq` is its place in the order. */
export type StoredEvent = RealtimeMessage & { seq: number; companyId: string };

type Mapper = (payload: unknown) => RealtimeMessage[];
type Listener = (payload: unknown) => void;

const mappers = new Map<string, Mapper>();
const listeners = new Map<string, Listener[]>();

/** Says how an event looks to browsers. One mapper per event; `<feature>.realtime.ts` registers it through the app. */
export function mapToRealtime<Name extends DomainEventName>(
  name: Name,
  mapper: (payload: DomainEvents[Name]) => RealtimeMessage[],
): void {
  mappers.set(name, mapper as Mapper);
}

/** Reacts to an event after its commit, in the process that published it. For what may be lost in a crash. */
export function listen<Name extends DomainEventName>(
  name: Name,
  listener: (payload: DomainEvents[Name]) => void,
): void {
  listeners.set(name, [...(listeners.get(name) ?? []), listener as Listener]);
}

/** Tells that something has happened. It becomes known when the current unit of work commits, and only then. */
export function publish<Name extends DomainEventName>(name: Name, payload: DomainEvents[Name]): void {
  currentWork().events.push({ name, payload });
}

/**
 * Writes the unit of work's events as rows, in one statement, as its last act. They are an outbox: delivered right
 * after the commit, or by the sweeper when the process dies in between.
 */
export async function flushEvents(unit: UnitOfWork): Promise<StoredEvent[]> {
  const { companyId } = unit;
  for (const event of unit.events) {
    for (const listener of listeners.get(event.name) ?? []) {
      unit.afterCommit.push(() => listener(event.payload));
    }
  }
  // Who says it to no room says it to nobody; to sockets that would be everybody.
  const messages = unit.events
    .flatMap((event) => mappers.get(event.name)?.(event.payload) ?? [])
    .filter((message) => message.rooms.length > 0);
  if (messages.length === 0) return [];
  if (companyId === null) throw new Error('Events belong to a company: publish inside withCompany');
  const rows = await query<{ seq: string }>(
    `INSERT INTO realtime_events (company_id, type, data, rooms, except_rooms)
     SELECT $1, e->>'type', e->'data',
            ARRAY(SELECT jsonb_array_elements_text(e->'rooms')),
            ARRAY(SELECT jsonb_array_elements_text(coalesce(e->'except', '[]'::jsonb)))
       FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS list(e, place) ORDER BY place
     RETURNING seq`,
    [companyId, JSON.stringify(messages)],
    'flush-events',
  );
  return messages.map((message, index) => ({ ...message, companyId, seq: Number(rows[index]?.seq) }));
}
