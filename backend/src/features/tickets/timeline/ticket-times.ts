import type { TicketEventKind, TicketTimeName } from '@ticketz/contract/ticket-timeline';
import { ticketTimeNames } from '@ticketz/contract/ticket-timeline';
import type { TicketStatus } from '@ticketz/contract/tickets';

/** What the times are made from: how a ticket was after each thing that happened to it. */
export interface TimelineEvent {
  kind: TicketEventKind;
  at: Date;
  status: TicketStatus;
}

/** A message of the ticket, by when it reached us. What answers by itself is no person. */
export interface TimelineMessage {
  at: Date;
  from: 'customer' | 'person' | 'machine';
}

export interface Interval {
  from: Date;
  to: Date;
}

/** The stretches that make a time up. `running`: the last of them goes on. Null: there is no such time, or none yet. */
export type RunTimes = Record<TicketTimeName, { intervals: Interval[]; running: boolean } | null>;

/** From when a ticket is opened, or opened again, until it is closed. */
export interface Run {
  from: Date;
  /** Null while it goes on. */
  closedAt: Date | null;
  times: RunTimes;
}

/** How many seconds lie between two moments, by whatever counts. */
export type SecondsBetween = (from: Date, to: Date) => number;

export const clockSeconds: SecondsBetween = (from, to) => Math.max(0, (to.getTime() - from.getTime()) / 1000);

/** Whole seconds of all stretches together. */
export function secondsOf(intervals: Interval[], between: SecondsBetween): number {
  return Math.round(intervals.reduce((sum, { from, to }) => sum + between(from, to), 0));
}

/** A ticket's runs with their times, oldest first; both lists in their order. Defined in the README beside this file. */
export function runsOf(events: TimelineEvent[], messages: TimelineMessage[], now: Date): Run[] {
  const parts: TimelineEvent[][] = [];
  for (const event of events) {
    if (event.kind === 'rated') continue;
    if (event.kind === 'opened' || event.kind === 'reopened' || parts.length === 0) parts.push([]);
    parts.at(-1)?.push(event);
  }
  return parts.flatMap((part, index) => {
    const [first] = part;
    if (!first) return [];
    const closing = part.find(({ kind }) => kind === 'closed');
    const next = parts[index + 1]?.[0]?.at;
    const end = closing?.at ?? next ?? now;
    const within = messages.filter(({ at }) => at >= first.at && at <= end);
    return [{ from: first.at, closedAt: closing?.at ?? null, times: timesOf(part, within, end, !closing) }];
  });
}

function timesOf(events: TimelineEvent[], messages: TimelineMessage[], end: Date, goesOn: boolean): RunTimes {
  const from = events[0]?.at ?? end;
  return {
    queue: inStatus(events, 'pending', end, goesOn),
    firstResponse: firstResponse(messages),
    handling: inStatus(events, 'open', end, goesOn),
    waiting: waiting(messages, end, goesOn),
    resolution: { intervals: [{ from, to: end }], running: goesOn },
  };
}

function inStatus(
  events: TimelineEvent[],
  status: TicketStatus,
  end: Date,
  goesOn: boolean,
): RunTimes['queue'] {
  const intervals = events.flatMap((event, index) =>
    event.status === status ? [{ from: event.at, to: events[index + 1]?.at ?? end }] : [],
  );
  if (intervals.length === 0) return null;
  return { intervals, running: goesOn && events.at(-1)?.status === status };
}

/** Where a person of ours wrote first, nobody waited for a response. */
function firstResponse(messages: TimelineMessage[]): RunTimes['firstResponse'] {
  const first = messages.find(({ from }) => from !== 'machine');
  const response = messages.find(({ from }) => from === 'person');
  if (first?.from !== 'customer' || !response) return null;
  return { intervals: [{ from: first.at, to: response.at }], running: false };
}

function waiting(messages: TimelineMessage[], end: Date, goesOn: boolean): RunTimes['waiting'] {
  const intervals: Interval[] = [];
  let since: Date | null = null;
  for (const { at, from } of messages) {
    if (from === 'customer') since ??= at;
    if (from !== 'person' || !since) continue;
    intervals.push({ from: since, to: at });
    since = null;
  }
  if (since) intervals.push({ from: since, to: end });
  return intervals.length > 0 ? { intervals, running: goesOn && since !== null } : null;
}

/** Every time in seconds, by the clock and by another measure. */
export function measure(
  times: RunTimes,
  opening: SecondsBetween,
): Record<TicketTimeName, { clock: number; opening: number; running: boolean } | null> {
  const measured = ticketTimeNames.map((name) => {
    const time = times[name];
    if (!time) return [name, null];
    const { intervals, running } = time;
    return [
      name,
      { clock: secondsOf(intervals, clockSeconds), opening: secondsOf(intervals, opening), running },
    ];
  });
  return Object.fromEntries(measured);
}
