import { expect, it } from 'vitest';
import { uuidv7 } from '../../lib/uuid.ts';
import { ana, makeMessage } from '../../test/fixtures.ts';
import { buildTimeline } from './timeline.ts';

const ticketId = uuidv7();
const at = (time: string) => ({ sentAt: `2026-11-20T${time}:00.000Z` });

it('groups what one person wrote in a row, within minutes', () => {
  const rows = buildTimeline(
    [
      makeMessage(ticketId, at('12:00')),
      makeMessage(ticketId, at('12:01')),
      makeMessage(ticketId, at('12:20')),
      makeMessage(ticketId, { ...at('12:21'), direction: 'outbound', author: ana }),
    ],
    [],
    ana.id,
    null,
  );
  expect(rows.map(({ startsGroup, endsGroup }) => [startsGroup, endsGroup])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
  expect(rows.map(({ startsDay }) => startsDay)).toEqual([true, false, false, false]);
});

it('keeps one row, with one key, for a message that the server has taken from the outbox', () => {
  const item = {
    clientId: uuidv7(),
    ticketId,
    text: 'x',
    createdAt: '2026-11-20T12:00:00.000Z',
    error: null,
    file: null,
    quoted: null,
    extra: null,
    notBefore: null,
  };
  const waiting = buildTimeline([], [item], ana.id, null);
  const stored = makeMessage(ticketId, { direction: 'outbound', clientId: item.clientId, author: ana });
  const both = buildTimeline([stored], [item], ana.id, null);
  expect(both).toHaveLength(1);
  expect(both[0]?.key).toBe(waiting[0]?.key);
});
