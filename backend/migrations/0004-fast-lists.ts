import type { Migration } from '../src/core/migrate.ts';

/**
 * Lists of tickets that stay quick in a big company. Names are searched without accents and capitals, through
 * trigrams. `LIKE` could tell a row's text by an error, so that Postgres doesn't let it use an index in front of a
 * policy: `find_contacts` leaves the policies for its one statement, and names the company itself.
 */
export const fastLists: Migration = {
  name: '0004-fast-lists',
  async up(client) {
    await client.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gin;

      -- The session with its person, while both and the company stand. Asked with every request, in a message that can't
      -- be prepared: a function keeps the plan, which took longer to make than the rest of it.
      CREATE FUNCTION standing_session(p_company uuid, p_session uuid)
      RETURNS TABLE (user_id uuid, name text, role text, must_change_password boolean)
      LANGUAGE plpgsql STABLE ROWS 1 AS $$
      BEGIN
        RETURN QUERY SELECT u.id, u.name, u.role, u.must_change_password
          FROM sessions s
          JOIN users u ON u.company_id = s.company_id AND u.id = s.user_id
          JOIN companies c ON c.id = s.company_id
         WHERE s.company_id = p_company AND s.id = p_session
           AND s.revoked_at IS NULL AND s.expires_at > now() AND u.active AND c.active;
      END $$;

      -- Every list reads tickets of one status, or of one person and status: 'all' is the newest of those.
      DROP INDEX tickets_by_time;

      CREATE FUNCTION fold_text(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN regexp_replace(lower(normalize($1, NFD)), '[\\u0300-\\u036f]', '', 'g');

      -- What a folded text is like that holds this one. One or two letters are looked for where words begin: trigrams
      -- know no shorter pieces, and nobody means the middle of a name by them.
      CREATE FUNCTION search_pattern(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN CASE WHEN fold_text($1) ~ '^[a-z0-9]{1,2}$' THEN '% ' ELSE '%' END
          || regexp_replace(fold_text($1), '([\\\\%_])', '\\\\\\1', 'g') || '%';

      ALTER TABLE contacts ADD search_name text NOT NULL
        GENERATED ALWAYS AS (fold_text(' ' || coalesce(given_name, '') || ' ' || coalesce(push_name, ''))) STORED;
      CREATE INDEX contacts_search ON contacts USING gin (company_id, search_name gin_trgm_ops);
      CREATE INDEX contact_identities_search ON contact_identities USING gin (company_id, value gin_trgm_ops)
        WHERE kind = 'phone';

      -- Up to p_most contacts of the company that is set, by a part of a name or by digits of a number.
      CREATE FUNCTION find_contacts(p_name text, p_digits text, p_most integer) RETURNS SETOF uuid
      LANGUAGE sql STABLE ROWS 100 SET role = 'ticketz_system' AS $$
        (SELECT id FROM contacts
          WHERE company_id = current_company_id() AND search_name LIKE (SELECT search_pattern(p_name))
          LIMIT p_most)
        UNION
        (SELECT contact_id FROM contact_identities
          WHERE company_id = current_company_id() AND kind = 'phone' AND value LIKE '%' || p_digits || '%'
          LIMIT p_most)
      $$;
    `);
  },
};
