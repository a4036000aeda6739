import pg from 'pg';

const timestamptz = 1184;
const parseAny: (text: string) => unknown = pg.types.getTypeParser(timestamptz, 'text');

/** What Postgres writes of a moment when the session's time is UTC, as ours are; Node reads that by itself, twice as fast. */
function parseTimestamp(text: string): unknown {
  const isPlain = text.length <= 29 && text[10] === ' ' && text.endsWith('+00');
  return isPlain ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parseAny(text);
}

/** For all connections of this process. A list of tickets holds more than a hundred of them. */
export function readTimestampsFast(): void {
  pg.types.setTypeParser(timestamptz, parseTimestamp);
}
