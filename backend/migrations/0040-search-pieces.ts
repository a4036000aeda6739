import type { Migration } from '../src/core/migrate.ts';

/**
 * Messages are looked up by pieces of words in the place of trigrams. A word's pieces are its ends, eight letters of each at
 * most: of `armario` `armario`, `rmario`, `mario`, `ario`, `rio`. So any part of a word is where pieces begin, and one look
 * finds it; three letters that stand anywhere in a text fit far more than what was meant (`maria` had to read each `armario`).
 * Where words begin is a piece of its own (`^ar`), for one or two letters. Letters are all but ASCII's signs and blanks.
 */
export const searchPieces: Migration = {
  name: '0040-search-pieces',
  async up(client) {
    await client.query(`
      CREATE FUNCTION words_of(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN regexp_split_to_array($1, '[\\x01-\\x2f\\x3a-\\x60\\x7b-\\x7f]+');

      -- All pieces of a text must fit into 1 MB; each byte is in nine of them at most. What is longer is found by its beginning.
      -- To go to the n-th letter takes n steps, and a text without blanks is one word: a long one is taken in parts.
      CREATE FUNCTION text_pieces(whole text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
      DECLARE
        pieces text[] := '{}';
        word text;
        part text;
      BEGIN
        FOREACH word IN ARRAY words_of(CASE WHEN octet_length(whole) < 110000 THEN whole ELSE left(whole, 25000) END) LOOP
          WHILE word <> '' LOOP
            part := left(word, 47);
            word := CASE WHEN length(word) > 47 THEN substr(word, 41) ELSE '' END;
            pieces := pieces || ('^' || left(part, 2));
            FOR at IN 1 .. length(part) - 2 LOOP
              pieces := pieces || substr(part, at, 8);
            END LOOP;
          END LOOP;
        END LOOP;
        RETURN array_to_tsvector(pieces);
      END $$;

      -- What a text's pieces are like that holds all these terms, by the longer ones where there are such: short ones begin so
      -- many pieces that collecting them takes longer than looking at what is left. Null where no piece says anything.
      CREATE FUNCTION pieces_query(text[]) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
        RETURN (
          SELECT string_agg(DISTINCT quote_literal(piece) || CASE WHEN length(piece) < 8 THEN ':*' ELSE '' END, ' & ')::tsquery
            FROM (SELECT piece, worth, max(worth) OVER () AS best
                    FROM (SELECT fold_text(term) AS folded FROM unnest($1) AS term) AS terms,
                         LATERAL (
                           SELECT unnest(ARRAY[left(word, 8), right(word, 8)]), CASE WHEN length(word) < 5 THEN 2 ELSE 3 END
                             FROM unnest(words_of(folded)) AS word WHERE length(word) > 2
                           UNION ALL SELECT '^' || folded, 1 WHERE folded ~ '^[a-z0-9]{1,2}$'
                         ) AS pieces (piece, worth)
                 ) AS pieces
           WHERE worth = best);

      -- What waits to be put into its place is read by each search: no more than a few hundred messages of it.
      CREATE INDEX message_texts_pieces ON message_texts USING gin (company_id, text_pieces(text))
        WITH (gin_pending_list_limit = 1024);
      DROP INDEX message_texts_search;

      CREATE OR REPLACE FUNCTION search_messages(
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
        pieces tsquery := pieces_query(p_terms);
        indexed boolean := pieces IS NOT NULL;
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
               WHERE t.company_id = company AND text_pieces(t.text) @@ pieces)
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
  },
};
