import type { Migration } from '../src/core/migrate.ts';

/** When the customer of a ticket was reminded that an answer of theirs is waited for; what was written since ends that. */
export const timeOuts: Migration = {
  name: '0037-time-outs',
  async up(client) {
    await client.query('ALTER TABLE tickets ADD reminded_at timestamptz');
  },
};
