import type { Migration } from '../src/core/migrate.ts';

/**
 * The same as before with the bytes in one piece: the driver sends arrays of bytes as text, twice as long. Each piece
 * is `length` bytes of `p_sealed` or `p_entries`, one after the other; a key without a length is removed.
 */
export const whatsappCommit: Migration = {
  name: '0007-whatsapp-commit',
  async up(client) {
    await client.query(`
      DROP FUNCTION whatsapp_commit(uuid, uuid, text, text[], text[], bytea[], bytea[], bytea[], boolean[]);

      CREATE FUNCTION whatsapp_commit(
        p_company uuid, p_connection uuid, p_owner text,
        p_types text[], p_ids text[], p_lengths integer[], p_sealed bytea,
        p_hashes bytea, p_entry_lengths integer[], p_entries bytea, p_handled boolean[]
      ) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM set_config('app.company_id', p_company::text, true);
        IF NOT EXISTS (SELECT FROM connections c
            WHERE c.company_id = p_company AND c.id = p_connection AND c.owner_id = p_owner) THEN
          RAISE EXCEPTION 'Connection % belongs to another process', p_connection USING ERRCODE = 'TZ001';
        END IF;
        IF array_position(p_lengths, NULL) IS NOT NULL THEN
          DELETE FROM whatsapp_keys k USING unnest(p_types, p_ids, p_lengths) AS gone (type, id, length)
            WHERE gone.length IS NULL AND k.company_id = p_company AND k.connection_id = p_connection
              AND k.type = gone.type AND k.id = gone.id;
        END IF;
        INSERT INTO whatsapp_keys (company_id, connection_id, type, id, sealed)
          SELECT p_company, p_connection, kept.type, kept.id, substring(p_sealed FROM kept.ends - kept.length + 1 FOR kept.length)
            FROM (SELECT type, id, length, (sum(length) OVER (ORDER BY place))::integer AS ends
                    FROM unnest(p_types, p_ids, p_lengths) WITH ORDINALITY AS given (type, id, length, place)) kept
           WHERE kept.length IS NOT NULL
          ON CONFLICT (company_id, connection_id, type, id) DO UPDATE SET sealed = excluded.sealed;
        IF cardinality(p_entry_lengths) > 0 THEN
          INSERT INTO whatsapp_journal (company_id, connection_id, ciphertext_hash, sealed, handled_at)
            SELECT p_company, p_connection, substring(p_hashes FROM (place::integer - 1) * 32 + 1 FOR 32),
                   substring(p_entries FROM ends - length + 1 FOR length), CASE WHEN handled THEN now() END
              FROM (SELECT length, handled, place, (sum(length) OVER (ORDER BY place))::integer AS ends
                      FROM unnest(p_entry_lengths, p_handled) WITH ORDINALITY AS given (length, handled, place)) entry
            ON CONFLICT (company_id, connection_id, ciphertext_hash)
              DO UPDATE SET sealed = excluded.sealed, handled_at = excluded.handled_at;
        END IF;
      END $$;
    `);
  },
};
