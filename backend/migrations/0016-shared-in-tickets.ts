import type { Migration } from '../src/core/migrate.ts';

/** The files and links of a conversation, newest first, without reading what lies between. */
export const sharedInTickets: Migration = {
  name: '0016-shared-in-tickets',
  async up(client) {
    await client.query(`
      CREATE INDEX messages_with_file ON messages (company_id, ticket_id, sent_at, id) WHERE file_id IS NOT NULL;
      CREATE INDEX messages_with_link ON messages (company_id, ticket_id, sent_at, id) WHERE text ~ 'https?://';
    `);
  },
};
