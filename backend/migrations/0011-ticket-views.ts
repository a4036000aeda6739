import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * Filters of the list of tickets, and lists saved under a name. Each index holds the tickets of a filter in the order of
 * the list; the one of the unread is small. Tickets of a tag have no order of their own: a rare tag's are few enough to
 * sort, a frequent one's are found among the newest. What a view filters by takes the view with it when it goes.
 */
export const ticketViews: Migration = {
  name: '0011-ticket-views',
  async up(client) {
    await client.query(`
      CREATE INDEX tickets_by_connection
        ON tickets (company_id, connection_id, status, last_message_at DESC, id DESC);
      CREATE INDEX tickets_unread ON tickets (company_id, status, last_message_at DESC, id DESC)
        WHERE unread_count > 0;

      CREATE TABLE ticket_views (
        company_id uuid NOT NULL DEFAULT current_company_id() REFERENCES companies (id),
        id uuid NOT NULL DEFAULT uuidv7(),
        owner_id uuid NOT NULL,
        name text NOT NULL,
        shared boolean NOT NULL DEFAULT false,
        tab text NOT NULL,
        assignee_id uuid,
        connection_id uuid,
        tag_id uuid,
        unread text,
        last_days integer,
        since timestamptz,
        until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, owner_id) REFERENCES users (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, assignee_id) REFERENCES users (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, tag_id) REFERENCES tags (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX ticket_views_own ON ticket_views (company_id, owner_id);
      CREATE INDEX ticket_views_shared ON ticket_views (company_id) WHERE shared;
      CREATE INDEX ticket_views_assignee ON ticket_views (company_id, assignee_id) WHERE assignee_id IS NOT NULL;
      CREATE INDEX ticket_views_connection ON ticket_views (company_id, connection_id)
        WHERE connection_id IS NOT NULL;
      CREATE INDEX ticket_views_tag ON ticket_views (company_id, tag_id) WHERE tag_id IS NOT NULL;
    `);
    await protectByCompany(client, 'ticket_views');
  },
};
