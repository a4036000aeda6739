import { type Migration, protectByCompany } from '../src/core/migrate.ts';

/**
 * What messages say, folded for search, newest first. Kept by triggers, whoever writes a message, and apart from
 * `messages`: each status of a message writes that row anew with all its indexes, and a trigram index is dear to write.
 *
 * `search_messages` gives hits newest first and, where it stopped looking before the first message, where. Common words
 * are found among the newest rows at once; a rare one is looked up in the index. It runs as the system's role and names
 * the company itself, because no policy's row may be told by `LIKE`.
 */
export const messageSearch: Migration = {
  name: '0008-message-search',
  async up(client) {
    await client.query(`
      CREATE TABLE message_texts (
        company_id uuid NOT NULL DEFAULT current_company_id(),
        sent_at timestamptz NOT NULL,
        message_id uuid NOT NULL,
        ticket_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        direction text NOT NULL,
        kind text NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (company_id, sent_at, message_id)
      );

      -- Folded, with a blank before each word: one or two letters are looked for where words begin.
      CREATE FUNCTION searchable_text(p_text text, p_file text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN translate(fold_text(concat(' ', p_text, ' ' || p_file)), E'\\n\\r\\t', '   ');

      INSERT INTO message_texts
        SELECT m.company_id, m.sent_at, m.id, m.ticket_id, m.connection_id, m.direction, m.kind,
               searchable_text(m.text, f.name)
          FROM messages m LEFT JOIN files f ON f.company_id = m.company_id AND f.id = m.file_id
         WHERE m.deleted_at IS NULL AND (m.text <> '' OR f.name IS NOT NULL)
         ORDER BY m.sent_at;

      -- What waits to be put into its place is read by each search: no more than a few hundred messages of it.
      CREATE INDEX message_texts_search ON message_texts USING gin (company_id, text gin_trgm_ops)
        WITH (gin_pending_list_limit = 1024);

      CREATE FUNCTION keep_new_texts() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO message_texts
          SELECT m.company_id, m.sent_at, m.id, m.ticket_id, m.connection_id, m.direction, m.kind,
                 searchable_text(m.text, f.name)
            FROM new_messages m LEFT JOIN files f ON f.company_id = m.company_id AND f.id = m.file_id
           WHERE m.deleted_at IS NULL AND (m.text <> '' OR f.name IS NOT NULL);
        RETURN NULL;
      END $$;
      CREATE TRIGGER messages_new_texts AFTER INSERT ON messages REFERENCING NEW TABLE AS new_messages
        FOR EACH STATEMENT EXECUTE FUNCTION keep_new_texts();

      CREATE FUNCTION keep_changed_text() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND (OLD.text, OLD.file_id, OLD.sent_at, OLD.deleted_at)
           IS NOT DISTINCT FROM (NEW.text, NEW.file_id, NEW.sent_at, NEW.deleted_at) THEN
          UPDATE message_texts SET ticket_id = NEW.ticket_id, kind = NEW.kind
           WHERE company_id = OLD.company_id AND sent_at = OLD.sent_at AND message_id = OLD.id;
          RETURN NULL;
        END IF;
        DELETE FROM message_texts WHERE company_id = OLD.company_id AND sent_at = OLD.sent_at AND message_id = OLD.id;
        IF TG_OP = 'UPDATE' AND NEW.deleted_at IS NULL THEN
          INSERT INTO message_texts
            SELECT NEW.company_id, NEW.sent_at, NEW.id, NEW.ticket_id, NEW.connection_id, NEW.direction, NEW.kind,
                   searchable_text(NEW.text, f.name)
              FROM (SELECT) one LEFT JOIN files f ON f.company_id = NEW.company_id AND f.id = NEW.file_id
             WHERE NEW.text <> '' OR f.name IS NOT NULL;
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER messages_changed_text
        AFTER UPDATE OF text, kind, ticket_id, sent_at, deleted_at, file_id ON messages FOR EACH ROW
        WHEN ((OLD.text, OLD.kind, OLD.ticket_id, OLD.sent_at, OLD.deleted_at, OLD.file_id)
              IS DISTINCT FROM (NEW.text, NEW.kind, NEW.ticket_id, NEW.sent_at, NEW.deleted_at, NEW.file_id))
        EXECUTE FUNCTION keep_changed_text();
      CREATE TRIGGER messages_gone_text AFTER DELETE ON messages
        FOR EACH ROW EXECUTE FUNCTION keep_changed_text();

      -- Up to p_most messages that hold all terms, newest first, older than the place given; last a row that is no hit,
      -- with the place to go on from, unless all has been looked at. From the newest on, so many are looked at one by
      -- one that a word is known to be common or rare. The index would first collect all of a common one.
      CREATE FUNCTION search_messages(
        p_terms text[], p_connection uuid, p_direction text, p_kind text, p_since timestamptz,
        p_before timestamptz, p_before_id uuid, p_most integer
      ) RETURNS TABLE (hit boolean, sent_at timestamptz, message_id uuid, ticket_id uuid)
      LANGUAGE plpgsql STABLE ROWS 20 SET role = 'ticketz_system' SET plan_cache_mode = 'force_generic_plan' AS $$
      #variable_conflict use_column
      DECLARE
        sample constant integer := 800;
        common constant integer := 3;
        budget constant integer := 20000;
        company uuid := current_company_id();
        patterns text[] := ARRAY(SELECT search_pattern(term) FROM unnest(p_terms) AS term ORDER BY length(term) DESC);
        indexed boolean := EXISTS (SELECT FROM unnest(p_terms) AS term WHERE fold_text(term) ~ '[a-z0-9]{2}');
        since timestamptz := coalesce(p_since, '-infinity');
        place timestamptz := coalesce(p_before, 'infinity');
        place_id uuid := coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
        seen integer := 0;
        given integer := 0;
        one record;
      BEGIN
        FOR one IN
          SELECT w.* FROM (
            SELECT * FROM message_texts t
             WHERE t.company_id = company AND t.sent_at >= since AND (t.sent_at, t.message_id) < (place, place_id)
             ORDER BY t.sent_at DESC, t.message_id DESC LIMIT sample) w
           WHERE w.text LIKE ALL (patterns)
        LOOP
          seen := seen + 1;
          CONTINUE WHEN one.connection_id <> p_connection OR one.direction <> p_direction OR one.kind <> p_kind;
          given := given + 1;
          RETURN QUERY SELECT true, one.sent_at, one.message_id, one.ticket_id;
          IF given = p_most THEN
            RETURN QUERY SELECT false, one.sent_at, one.message_id, NULL::uuid;
            RETURN;
          END IF;
        END LOOP;
        SELECT t.sent_at, t.message_id INTO one FROM message_texts t
         WHERE t.company_id = company AND t.sent_at >= since AND (t.sent_at, t.message_id) < (place, place_id)
         ORDER BY t.sent_at DESC, t.message_id DESC OFFSET sample - 1 LIMIT 1;
        IF NOT FOUND THEN
          RETURN;
        END IF;
        place := one.sent_at;
        place_id := one.message_id;

        FOR one IN
          SELECT w.* FROM (
            SELECT * FROM message_texts t
             WHERE t.company_id = company AND t.sent_at >= since AND (t.sent_at, t.message_id) < (place, place_id)
               AND (seen >= common OR NOT indexed)
             ORDER BY t.sent_at DESC, t.message_id DESC LIMIT budget) w
           WHERE w.text LIKE ALL (patterns) AND (p_connection IS NULL OR w.connection_id = p_connection)
             AND (p_direction IS NULL OR w.direction = p_direction) AND (p_kind IS NULL OR w.kind = p_kind)
           LIMIT p_most - given
        LOOP
          given := given + 1;
          RETURN QUERY SELECT true, one.sent_at, one.message_id, one.ticket_id;
        END LOOP;
        IF given < p_most AND (seen >= common OR NOT indexed) THEN
          SELECT t.sent_at, t.message_id INTO one FROM message_texts t
           WHERE t.company_id = company AND t.sent_at >= since AND (t.sent_at, t.message_id) < (place, place_id)
           ORDER BY t.sent_at DESC, t.message_id DESC OFFSET budget - 1 LIMIT 1;
          IF NOT FOUND THEN
            RETURN;
          END IF;
        ELSIF given < p_most THEN
          FOR one IN
            WITH found AS MATERIALIZED (
              SELECT t.* FROM message_texts t
               WHERE t.company_id = company AND t.text LIKE patterns[1]
                 AND t.text LIKE coalesce(patterns[2], patterns[1]) AND t.text LIKE coalesce(patterns[3], patterns[1]))
            SELECT f.* FROM found f
             WHERE f.sent_at >= since AND (f.sent_at, f.message_id) < (place, place_id) AND f.text LIKE ALL (patterns)
               AND (p_connection IS NULL OR f.connection_id = p_connection)
               AND (p_direction IS NULL OR f.direction = p_direction) AND (p_kind IS NULL OR f.kind = p_kind)
             ORDER BY f.sent_at DESC, f.message_id DESC LIMIT p_most - given
          LOOP
            given := given + 1;
            RETURN QUERY SELECT true, one.sent_at, one.message_id, one.ticket_id;
          END LOOP;
          IF given < p_most THEN
            RETURN;
          END IF;
        END IF;
        RETURN QUERY SELECT false, one.sent_at, one.message_id, NULL::uuid;
      END $$;
    `);
    await protectByCompany(client, 'message_texts');
  },
};
