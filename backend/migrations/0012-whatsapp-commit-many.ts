import type { Migration } from '../src/core/migrate.ts';

/**
 * `whatsapp_commit` for several connections in one transaction. The n-th has the next `p_key_counts[n]` keys and
 * `p_entry_counts[n]` entries. Returns those that belong to another process; of them nothing is written.
 */
export const whatsappCommitMany: Migration = {
  name: '0012-whatsapp-commit-many',
  async up(client) {
    await client.query(`
      CREATE FUNCTION whatsapp_commit_many(
        p_companies uuid[], p_connections uuid[], p_owners text[], p_key_counts integer[], p_entry_counts integer[],
        p_types text[], p_ids text[], p_lengths integer[], p_sealed bytea,
        p_hashes bytea, p_entry_lengths integer[], p_entries bytea, p_handled boolean[]
      ) RETURNS uuid[] LANGUAGE plpgsql AS $$
      DECLARE
        refused uuid[] := '{}';
        first_key integer := 1;
        first_entry integer := 1;
        sealed_at integer := 1;
        entries_at integer := 1;
        last_key integer;
        last_entry integer;
        sealed_length integer;
        entries_length integer;
      BEGIN
        FOR n IN 1 .. cardinality(p_connections) LOOP
          last_key := first_key + p_key_counts[n] - 1;
          last_entry := first_entry + p_entry_counts[n] - 1;
          sealed_length := (SELECT coalesce(sum(length), 0) FROM unnest(p_lengths[first_key:last_key]) AS length);
          entries_length := (SELECT coalesce(sum(length), 0) FROM unnest(p_entry_lengths[first_entry:last_entry]) AS length);
          BEGIN
            PERFORM whatsapp_commit(p_companies[n], p_connections[n], p_owners[n],
              p_types[first_key:last_key], p_ids[first_key:last_key], p_lengths[first_key:last_key],
              substring(p_sealed FROM sealed_at FOR sealed_length),
              substring(p_hashes FROM (first_entry - 1) * 32 + 1 FOR p_entry_counts[n] * 32),
              p_entry_lengths[first_entry:last_entry],
              substring(p_entries FROM entries_at FOR entries_length),
              p_handled[first_entry:last_entry]);
          EXCEPTION WHEN SQLSTATE 'TZ001' THEN
            refused := refused || p_connections[n];
          END;
          first_key := last_key + 1;
          first_entry := last_entry + 1;
          sealed_at := sealed_at + sealed_length;
          entries_at := entries_at + entries_length;
        END LOOP;
        RETURN refused;
      END $$;
    `);
  },
};
