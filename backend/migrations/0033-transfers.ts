import type { Migration } from '../src/core/migrate.ts';

/**
 * A ticket is given away as it is changed with many others, so that it is taken back the same way: `note_id` is the note
 * that tells of it in the conversation. What is kept to be undone says where the ticket was, too: older ones don't.
 */
export const transfers: Migration = {
  name: '0033-transfers',
  async up(client) {
    await client.query(`
      DELETE FROM bulk_actions;
      ALTER TABLE bulk_actions
        ADD note_id uuid,
        ADD FOREIGN KEY (company_id, note_id) REFERENCES messages (company_id, id) ON DELETE SET NULL (note_id);
      CREATE INDEX bulk_actions_of_note ON bulk_actions (company_id, note_id) WHERE note_id IS NOT NULL;
    `);
  },
};
