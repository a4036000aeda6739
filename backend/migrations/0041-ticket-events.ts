import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What happened to each ticket, in order: written by the database itself, in the transaction that changes the ticket, so
 * that no way of changing one can leave it out. A message that comes or goes sets none of the watched columns and costs
 * nothing. A row says how the ticket was afterwards; queues and tags by ids that may be gone since.
 */
export const ticketEvents: Migration = {
  name: '0041-ticket-events',
  async up(client) {
    await client.query(`
      CREATE TABLE ticket_events (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        ticket_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN
          ('opened', 'reopened', 'queued', 'accepted', 'returned', 'transferred', 'closed', 'rated')),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        status text NOT NULL,
        queue_id uuid,
        assignee_id uuid,
        connection_id uuid NOT NULL,
        actor_id uuid,
        tag_ids uuid[] NOT NULL DEFAULT '{}',
        score smallint CHECK (score BETWEEN 1 AND 5),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, ticket_id) REFERENCES tickets (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, assignee_id) REFERENCES users (company_id, id),
        FOREIGN KEY (company_id, actor_id) REFERENCES users (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES connections (company_id, id),
        CHECK ((kind = 'rated') = (score IS NOT NULL))
      );
      CREATE INDEX ticket_events_of_ticket ON ticket_events (company_id, ticket_id, id);

      CREATE FUNCTION note_ticket_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        what text := CASE
          WHEN TG_OP = 'INSERT' THEN 'opened'
          WHEN NEW.status = 'closed' AND OLD.status <> 'closed' THEN 'closed'
          WHEN OLD.status = 'closed' AND NEW.status <> 'closed' THEN 'reopened'
          WHEN OLD.queue_id IS NULL AND NEW.queue_id IS NOT NULL AND NEW.status = 'pending' AND OLD.status = 'pending' THEN 'queued'
          WHEN OLD.queue_id IS DISTINCT FROM NEW.queue_id OR OLD.connection_id <> NEW.connection_id THEN 'transferred'
          WHEN OLD.status = 'pending' AND NEW.status = 'open' THEN 'accepted'
          WHEN OLD.status = 'open' AND NEW.status = 'pending' THEN 'returned'
          WHEN NEW.status = 'open' THEN 'transferred' END;
      BEGIN
        IF what IS NULL THEN RETURN NULL; END IF;
        INSERT INTO ticket_events (company_id, ticket_id, kind, at, status, queue_id, assignee_id, connection_id, actor_id, tag_ids)
        VALUES (NEW.company_id, NEW.id, what,
          CASE what WHEN 'opened' THEN NEW.created_at WHEN 'closed' THEN coalesce(NEW.closed_at, clock_timestamp())
            ELSE clock_timestamp() END,
          NEW.status, NEW.queue_id, NEW.assignee_id, NEW.connection_id,
          nullif(current_setting('app.actor_id', true), '')::uuid,
          CASE WHEN what = 'closed' THEN ARRAY(SELECT g.tag_id FROM ticket_tags g
            WHERE g.company_id = NEW.company_id AND g.ticket_id = NEW.id ORDER BY 1) ELSE '{}' END);
        RETURN NULL;
      END $$;
      CREATE TRIGGER ticket_opened AFTER INSERT ON tickets FOR EACH ROW
        WHEN (NEW.status <> 'closed' AND NOT NEW.history) EXECUTE FUNCTION note_ticket_event();
      CREATE TRIGGER ticket_changed AFTER UPDATE OF status, queue_id, assignee_id, connection_id ON tickets FOR EACH ROW
        WHEN ((OLD.status, OLD.queue_id, OLD.assignee_id, OLD.connection_id)
          IS DISTINCT FROM (NEW.status, NEW.queue_id, NEW.assignee_id, NEW.connection_id))
        EXECUTE FUNCTION note_ticket_event();

      INSERT INTO ticket_events (company_id, id, ticket_id, kind, at, status, queue_id, assignee_id, connection_id, actor_id)
      SELECT t.company_id, uuidv7(e.at - clock_timestamp()), t.id, e.kind, e.at, e.status, t.queue_id,
             CASE WHEN e.kind <> 'opened' THEN t.assignee_id END, t.connection_id,
             CASE WHEN e.kind = 'accepted' THEN t.assignee_id END
        FROM tickets t CROSS JOIN LATERAL (VALUES ('opened', t.created_at, 'pending'),
             ('accepted', t.accepted_at, 'open'), ('closed', t.closed_at, 'closed')) AS e (kind, at, status)
       WHERE e.at IS NOT NULL AND NOT t.history;
    `);
    await protectByCompany(client, 'ticket_events');
  },
};
