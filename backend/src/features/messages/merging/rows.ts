import { query } from '../../../core/unit-of-work.ts';

/** A table whose rows belong to a row of another one. */
export interface ChildTable {
  table: string;
  /** The column that names the parent. */
  column: string;
  /** The rest of the primary key. */
  key: string[];
  /** Another unique index has the column, too: rows may meet there. */
  meets: boolean;
}

export type Row = Record<string, unknown>;
type Parent = 'contacts' | 'tickets' | 'messages';

/** Moved by name, each in its own way. */
const movedByName = ['contacts', 'tickets', 'messages', 'contact_identities', 'contact_merges'];

/**
 * Everything that hangs on rows of `parent`, as the foreign keys say: so that a table which comes later is neither lost
 * in a merge nor forgotten when it's undone.
 */
export function childrenOf(parent: Parent): Promise<ChildTable[]> {
  return query<ChildTable>(
    `SELECT c.conrelid::regclass::text AS table, a.attname AS column,
            ARRAY(SELECT k.attname::text FROM pg_index i JOIN pg_attribute k
                    ON k.attrelid = i.indrelid AND k.attnum = ANY (i.indkey::smallint[])
                   WHERE i.indrelid = c.conrelid AND i.indisprimary AND k.attname NOT IN ('company_id', a.attname)) AS key,
            EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indisunique AND NOT i.indisprimary
                       AND a.attnum = ANY (i.indkey::smallint[])) AS meets
       FROM pg_constraint c
       JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.attname <> 'company_id'
      WHERE c.contype = 'f' AND c.confrelid = $1::regclass AND c.conrelid::regclass::text <> ALL ($2)
      ORDER BY 1, 2`,
    [parent, movedByName],
  );
}

/** The rows that hang on one, by table. */
export async function readChildren(children: ChildTable[], id: string): Promise<Record<string, Row[]>> {
  const found: Record<string, Row[]> = {};
  for (const { table, column } of children) {
    const rows = await query<{ row: Row }>(`SELECT to_jsonb(c) AS row FROM ${table} c WHERE ${column} = $1`, [
      id,
    ]);
    found[table] = rows.map(({ row }) => row);
  }
  return found;
}

/** Hangs what is on `goneId` on `keepId`, but for what is there already. */
export async function moveChildren(children: ChildTable[], keepId: string, goneId: string): Promise<void> {
  for (const { table, column, key, meets } of children) {
    const same = meets ? '' : key.map((name) => ` AND o.${name} = c.${name}`).join('');
    const isFree =
      key.includes('id') && !meets
        ? ''
        : ` AND NOT EXISTS (SELECT FROM ${table} o WHERE o.${column} = $1${same})`;
    await query(`UPDATE ${table} c SET ${column} = $1 WHERE c.${column} = $2${isFree}`, [keepId, goneId]);
  }
}

/**
 * Hangs on `goneId` again what was on it, and takes from `keepId` what came from there. `kept` and `gone`: what
 * `readChildren` said of both before.
 */
export async function restoreChildren(
  children: ChildTable[],
  ids: { keepId: string; goneId: string },
  before: { kept: Record<string, Row[]>; gone: Record<string, Row[]> },
): Promise<void> {
  for (const { table, column, key } of children) {
    const [kept, gone] = [before.kept[table] ?? [], before.gone[table] ?? []];
    const keyOf = (row: Row) => JSON.stringify(key.map((name) => row[name]));
    const own = new Set(kept.map(keyOf));
    const moved = gone.filter((row) => !own.has(keyOf(row)));
    const same = key.map((name) => ` AND c.${name} = s.${name}`).join('');
    await query(
      `DELETE FROM ${table} c USING jsonb_populate_recordset(NULL::${table}, $1) s WHERE c.${column} = $2${same}`,
      [JSON.stringify(moved), ids.keepId],
    );
    await restoreRows(table, gone);
  }
}

/** Puts rows back as `to_jsonb` has told them. What the database computes it computes again. */
export async function restoreRows(table: string, rows: Row[]): Promise<void> {
  if (rows.length === 0) return;
  const [found] = await query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS columns FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''`,
    [table],
  );
  const columns = found?.columns ?? '';
  await query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
