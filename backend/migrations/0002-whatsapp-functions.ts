import type { Migration } from '../src/core/migrate.ts';

/**
 * What a WhatsApp session does for every message, each in one round trip and a transaction of its own. They set the
 * company themselves and run as whoever calls them, so the policies hold.
 */
export const whatsappFunctions: Migration = {
  name: '0002-whatsapp-functions',
  async up(client) {
    await client.query(`
      CREATE FUNCTION whatsapp_read_keys(p_company uuid, p_connection uuid, p_type text, p_ids text[])
      RETURNS TABLE (id text, sealed bytea) LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM set_config('app.company_id', p_company::text, true);
        RETURN QUERY SELECT k.id, k.sealed FROM whatsapp_keys k
          WHERE k.company_id = p_company AND k.connection_id = p_connection
            AND k.type = p_type AND k.id = ANY (p_ids);
      END $$;

      -- Signal keys (sealed null: removed) and, with them, what was decrypted. Refused to a process that isn't the owner.
      CREATE FUNCTION whatsapp_commit(
        p_company uuid, p_connection uuid, p_owner text,
        p_types text[], p_ids text[], p_sealed bytea[],
        p_hashes bytea[], p_entries bytea[], p_handled boolean[]
      ) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM set_config('app.company_id', p_company::text, true);
        IF NOT EXISTS (SELECT FROM connections c
            WHERE c.company_id = p_company AND c.id = p_connection AND c.owner_id = p_owner) THEN
          RAISE EXCEPTION 'Connection % belongs to another process', p_connection USING ERRCODE = 'TZ001';
        END IF;
        IF array_position(p_sealed, NULL) IS NOT NULL THEN
          DELETE FROM whatsapp_keys k USING unnest(p_types, p_ids, p_sealed) AS gone (type, id, sealed)
            WHERE gone.sealed IS NULL AND k.company_id = p_company AND k.connection_id = p_connection
              AND k.type = gone.type AND k.id = gone.id;
        END IF;
        INSERT INTO whatsapp_keys (company_id, connection_id, type, id, sealed)
          SELECT p_company, p_connection, kept.type, kept.id, kept.sealed
            FROM unnest(p_types, p_ids, p_sealed) AS kept (type, id, sealed) WHERE kept.sealed IS NOT NULL
          ON CONFLICT (company_id, connection_id, type, id) DO UPDATE SET sealed = excluded.sealed;
        IF cardinality(p_hashes) > 0 THEN
          INSERT INTO whatsapp_journal (company_id, connection_id, ciphertext_hash, sealed, handled_at)
            SELECT p_company, p_connection, entry.hash, entry.sealed, CASE WHEN entry.handled THEN now() END
              FROM unnest(p_hashes, p_entries, p_handled) AS entry (hash, sealed, handled)
            ON CONFLICT (company_id, connection_id, ciphertext_hash)
              DO UPDATE SET sealed = excluded.sealed, handled_at = excluded.handled_at;
        END IF;
      END $$;

      CREATE FUNCTION whatsapp_mark_handled(p_company uuid, p_connection uuid, p_hashes bytea[])
      RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM set_config('app.company_id', p_company::text, true);
        UPDATE whatsapp_journal j SET handled_at = now()
          WHERE j.company_id = p_company AND j.connection_id = p_connection
            AND j.ciphertext_hash = ANY (p_hashes) AND j.handled_at IS NULL;
      END $$;
    `);
  },
};
