import type { Migration } from '../src/core/migrate.ts';

/** The refresh token that replaced the last one, sealed with that one: for a browser that never got the answer. */
export const refreshSuccessor: Migration = {
  name: '0027-refresh-successor',
  async up(client) {
    await client.query('ALTER TABLE sessions ADD successor bytea');
  },
};
