import type { TicketTimeName } from '@ticketz/contract/ticket-timeline';
import { expect, it } from 'vitest';
import { measure, runsOf, type TimelineEvent, type TimelineMessage } from './ticket-times.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute));
const event = (
  minute: number,
  kind: TimelineEvent['kind'],
  status: TimelineEvent['status'],
): TimelineEvent => ({
  at: at(minute),
  kind,
  status,
});
const said = (minute: number, from: TimelineMessage['from']): TimelineMessage => ({ at: at(minute), from });

type Minutes = Partial<Record<TicketTimeName, number | `${number}+`>>;

/** Minutes by the clock; `+`: it goes on. Only the even ones are open. */
function minutesOf(events: TimelineEvent[], messages: TimelineMessage[], now: number): Minutes[] {
  return runsOf(events, messages, at(now)).map(({ times }) => {
    const half = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 2000;
    const measured = Object.entries(measure(times, half)).flatMap(([name, time]) => {
      if (!time) return [];
      expect(time.opening).toBe(time.clock / 2);
      const minutes = time.clock / 60;
      return [[name, time.running ? (`${minutes}+` as const) : minutes]];
    });
    return Object.fromEntries(measured);
  });
}

it.each<[string, TimelineEvent[], TimelineMessage[], number, Minutes[]]>([
  [
    'waits, and nobody has answered',
    [event(0, 'opened', 'pending')],
    [said(1, 'customer'), said(2, 'machine')],
    10,
    [{ queue: '10+', waiting: '9+', resolution: '10+' }],
  ],
  [
    'is taken, answered and closed',
    [event(0, 'opened', 'pending'), event(4, 'accepted', 'open'), event(20, 'closed', 'closed')],
    [
      said(0, 'customer'),
      said(1, 'machine'),
      said(6, 'person'),
      said(10, 'customer'),
      said(11, 'customer'),
      said(15, 'person'),
    ],
    30,
    [{ queue: 4, firstResponse: 6, handling: 16, waiting: 11, resolution: 20 }],
  ],
  [
    'comes back and is transferred: the parts add up',
    [
      event(0, 'opened', 'pending'),
      event(2, 'queued', 'pending'),
      event(5, 'accepted', 'open'),
      event(8, 'returned', 'pending'),
      event(10, 'accepted', 'open'),
      event(12, 'transferred', 'open'),
      event(20, 'closed', 'closed'),
      event(21, 'rated', 'closed'),
    ],
    [said(0, 'customer')],
    30,
    [{ queue: 7, handling: 13, waiting: 20, resolution: 20 }],
  ],
  [
    'is begun by us: nobody waited for a response',
    [event(0, 'opened', 'open')],
    [said(1, 'person'), said(5, 'customer')],
    7,
    [{ handling: '7+', waiting: '2+', resolution: '7+' }],
  ],
  [
    'is opened again: each run by itself',
    [
      event(0, 'opened', 'pending'),
      event(3, 'closed', 'closed'),
      event(10, 'reopened', 'pending'),
      event(12, 'accepted', 'open'),
      event(15, 'closed', 'closed'),
    ],
    [said(0, 'customer'), said(2, 'person'), said(10, 'customer'), said(14, 'person')],
    30,
    [
      { queue: 3, firstResponse: 2, waiting: 2, resolution: 3 },
      { queue: 2, firstResponse: 4, handling: 3, waiting: 4, resolution: 5 },
    ],
  ],
  ['was only ever written from the phone', [], [said(1, 'person')], 5, []],
])('A ticket that %s', (_name, events, messages, now, expected) => {
  expect(minutesOf(events, messages, now)).toEqual(expected);
});
