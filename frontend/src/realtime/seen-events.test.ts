import { expect, it } from 'vitest';
import { createSeenEvents } from './seen-events.ts';

it('takes each event once, in whatever order they come', () => {
  const seen = createSeenEvents();
  expect([5, 4, 5, 6, 4].map((seq) => seen.isNew(seq))).toEqual([true, true, false, true, false]);
});

it('asks again from a little before the newest, because commits overtake each other', () => {
  const seen = createSeenEvents();
  expect(seen.resumeAfter()).toBeUndefined();
  seen.startFrom(1_000);
  seen.isNew(1_003);
  expect(seen.resumeAfter()).toBe(953);
});
