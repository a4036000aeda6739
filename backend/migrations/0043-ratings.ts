import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What customers say of how it went. A ticket that is closed, where the company wants to know, is due to be asked about some
 * seconds later, which it is no more once it is opened again; after that it is due whenever the customer has answered.
 * `rating_asked_at` and `rating_scored_at` say what their next message may be.
 */
export const ratings: Migration = {
  name: '0043-ratings',
  async up(client) {
    await client.query(`
      ALTER TABLE tickets
        ADD rating_due_at timestamptz,
        ADD rating_asked_at timestamptz,
        ADD rating_scored_at timestamptz;
      CREATE INDEX tickets_rating_due ON tickets (rating_due_at) WHERE rating_due_at IS NOT NULL;

      CREATE FUNCTION plan_rating() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.status <> 'closed' THEN
          -- What the customer has said already is still to be read.
          IF NEW.rating_scored_at IS NULL THEN NEW.rating_due_at := NULL; END IF;
          RETURN NEW;
        END IF;
        NEW.rating_due_at := CASE WHEN (SELECT (c.settings->>'askRating')::boolean FROM companies c WHERE c.id = NEW.company_id)
          THEN now() + interval '6 seconds' END;
        NEW.rating_asked_at := NULL;
        NEW.rating_scored_at := NULL;
        RETURN NEW;
      END $$;
      CREATE TRIGGER rating_planned BEFORE UPDATE OF status ON tickets FOR EACH ROW
        WHEN ((OLD.status = 'closed') <> (NEW.status = 'closed') AND NOT NEW.is_group) EXECUTE FUNCTION plan_rating();

      CREATE TABLE ratings (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        id uuid NOT NULL DEFAULT uuidv7(),
        ticket_id uuid NOT NULL,
        queue_id uuid,
        agent_id uuid,
        asked_at timestamptz NOT NULL,
        score smallint CHECK (score BETWEEN 1 AND 5),
        comment text NOT NULL DEFAULT '',
        rated_at timestamptz,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, ticket_id, asked_at),
        FOREIGN KEY (company_id, ticket_id) REFERENCES tickets (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, agent_id) REFERENCES users (company_id, id),
        CHECK ((score IS NULL) = (rated_at IS NULL))
      );
      CREATE INDEX ratings_given ON ratings (company_id, rated_at DESC, id DESC) WHERE rated_at IS NOT NULL;
      CREATE INDEX ratings_of_agent ON ratings (company_id, agent_id);
    `);
    await protectByCompany(client, 'ratings');
  },
};
