import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/** By the clock and in opening hours; each holds how many, the seconds of all, and how many lasted how long. */
const timeColumns = ['queue', 'first_response', 'handling', 'waiting', 'resolution'].flatMap((name) => [
  `${name}_clock`,
  `${name}_opening`,
]);

/**
 * What reports are read from: counts by the company's own days, and of each day and queue by one thing more (`grain`): nobody
 * reads a million messages to draw a chart. Ids are those of the time and may be gone. A state says how far the company is
 * counted, by the ids of messages and ticket events, which are in the order of time.
 */
export const reports: Migration = {
  name: '0042-reports',
  async up(client) {
    await client.query(`
      CREATE TABLE report_states (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        time_zone text NOT NULL,
        counted_until uuid NOT NULL,
        PRIMARY KEY (company_id)
      );

      CREATE TABLE report_cells (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        grain text NOT NULL CHECK (grain IN ('queue', 'agent', 'connection', 'tag', 'hour')),
        day date NOT NULL,
        queue_id uuid,
        key text NOT NULL,
        opened integer NOT NULL,
        closed integer NOT NULL,
        inbound integer NOT NULL,
        outbound integer NOT NULL,
        ratings integer[] NOT NULL,
        ${timeColumns.map((column) => `${column} integer[] NOT NULL`).join(',\n        ')},
        UNIQUE NULLS NOT DISTINCT (company_id, grain, day, queue_id, key)
      );

      CREATE FUNCTION add_counts(one integer[], other integer[]) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0)
          FROM unnest(one, other) WITH ORDINALITY AS u (a, b, place) ORDER BY place);
    `);
    for (const table of ['report_states', 'report_cells']) await protectByCompany(client, table);
  },
};
