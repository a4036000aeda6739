import pg from 'pg';
import { expect, it } from 'vitest';
import { readTimestampsFast } from './timestamps.ts';

it("reads a moment as pg's own parser does, whatever it looks like", () => {
  const slow = pg.types.getTypeParser(1184, 'text');
  readTimestampsFast();
  const fast = pg.types.getTypeParser(1184, 'text');
  const many = Array.from({ length: 500 }, (_, index) =>
    new Date(-1e12 + index * 7_654_321_987).toISOString().replace('T', ' ').replace('Z', `${index}+00`),
  );
  const odd = [
    '2026-11-21 17:46:27+00',
    '2026-11-21 17:46:27.1+00',
    '2026-11-21 17:46:27.999999+00',
    '2026-11-21 24:00:00+00',
    '2026-11-21 17:46:27.5+05:30',
    '2026-11-21 14:46:27-03',
    '0001-01-01 00:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    '12026-01-01 00:00:00+00',
    'infinity',
    '-infinity',
  ];
  for (const text of [...many, ...odd]) expect(fast(text), text).toEqual(slow(text));
});
