import type { Migration } from '../src/core/migrate.ts';

/** What a ticket's customer is to be told by itself when `bot_due_at` comes, beside what the bot says: that it was closed. */
export const automaticTexts: Migration = {
  name: '0036-automatic-texts',
  async up(client) {
    await client.query(`
      ALTER TABLE tickets ADD text_due text CHECK (text_due IN ('farewell', 'transfer'));
    `);
  },
};
