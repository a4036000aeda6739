import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Tickets that are put off, and what people want to be reminded of. `snoozed_until` is empty where only the customer's
 * answer ends it; `woken_at` says that the time was up, until somebody goes on with the ticket. Both kinds of timers are
 * found by an index that holds only those still to come.
 */
export const snoozeAndReminders: Migration = {
  name: '0020-snooze-and-reminders',
  async up(client) {
    await client.query(`
      ALTER TABLE tickets
        ADD snoozed_at timestamptz,
        ADD snoozed_until timestamptz,
        ADD woken_at timestamptz,
        ADD CHECK (snoozed_until IS NULL OR snoozed_at IS NOT NULL);
      CREATE INDEX tickets_snoozed ON tickets (company_id, assignee_id, last_message_at DESC, id DESC)
        WHERE snoozed_at IS NOT NULL;
      CREATE INDEX tickets_to_wake ON tickets (snoozed_until) WHERE snoozed_until IS NOT NULL;

      CREATE TABLE reminders (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        user_id uuid NOT NULL,
        ticket_id uuid,
        note text NOT NULL DEFAULT '',
        due_at timestamptz NOT NULL,
        fired_at timestamptz,
        done_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, user_id) REFERENCES users (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, ticket_id) REFERENCES tickets (company_id, id) ON DELETE CASCADE,
        CHECK (note <> '' OR ticket_id IS NOT NULL)
      );
      CREATE INDEX reminders_open ON reminders (company_id, user_id, due_at, id) WHERE done_at IS NULL;
      CREATE INDEX reminders_done ON reminders (company_id, user_id, done_at DESC, id DESC)
        WHERE done_at IS NOT NULL;
      CREATE INDEX reminders_of_ticket ON reminders (company_id, ticket_id) WHERE ticket_id IS NOT NULL;
      CREATE INDEX reminders_to_fire ON reminders (due_at) WHERE fired_at IS NULL AND done_at IS NULL;
    `);
    await protectByCompany(client, 'reminders');
  },
};
