import { systemRole } from '../src/core/database.ts';
import type { Migration } from '../src/core/migrate.ts';

/** Which processes hold WhatsApp sessions, so that each knows its share. The installation's, not a company's. */
export const whatsappProcesses: Migration = {
  name: '0003-whatsapp-processes',
  async up(client) {
    await client.query(`
      CREATE TABLE whatsapp_processes (id text PRIMARY KEY, alive_until timestamptz NOT NULL);
      GRANT SELECT, INSERT, UPDATE, DELETE ON whatsapp_processes TO ${systemRole};
    `);
  },
};
