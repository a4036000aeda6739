import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * How people sign what they send, what they look like, and files that quick messages bring along. A signature that isn't
 * written is the person's name; the company says whether and where signatures stand. A file of a quick message stays for
 * as long as that does; messages that were sent with it keep it.
 */
export const writing: Migration = {
  name: '0019-writing',
  async up(client) {
    await client.query(`
      ALTER TABLE companies ADD signatures text NOT NULL DEFAULT 'off' CHECK (signatures IN ('off', 'above', 'below'));
      ALTER TABLE users
        ADD signature text,
        ADD signs boolean NOT NULL DEFAULT true,
        ADD avatar_id uuid,
        ADD FOREIGN KEY (company_id, avatar_id) REFERENCES files (company_id, id);
      CREATE INDEX users_avatar ON users (company_id, avatar_id) WHERE avatar_id IS NOT NULL;

      CREATE TABLE quick_message_files (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        quick_message_id uuid NOT NULL,
        file_id uuid NOT NULL,
        place integer NOT NULL,
        PRIMARY KEY (company_id, quick_message_id, file_id),
        FOREIGN KEY (company_id, quick_message_id) REFERENCES quick_messages (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, file_id) REFERENCES files (company_id, id)
      );
      CREATE INDEX quick_message_files_of_file ON quick_message_files (company_id, file_id);
    `);
    await protectByCompany(client, 'quick_message_files');
  },
};
