import { asSystem } from '../../../core/tenancy.ts';
import { query } from '../../../core/unit-of-work.ts';
import type { LinkMethod, Wanted } from '../connection.model.ts';
import type { Wish } from './whatsapp-session.ts';

/** A lease ends this long after it was renewed. Whoever can't renew it must have let go before. */
export const leaseMs = 15_000;

/** A connection of ours, and what is wanted of it. */
export interface Lease {
  companyId: string;
  connectionId: string;
  wish: Wish;
}

interface LeaseRow {
  company_id: string;
  id: string;
  wanted: Wanted;
  request_number: number;
  link_method: LinkMethod | null;
  link_phone_number: string | null;
}

const columns = 'company_id, id, wanted, request_number, link_method, link_phone_number';

/**
 * Takes connections that nobody holds, at most `limit`. Two processes never get the same one. Connected is only what
 * this process has connected: what another one left behind in the row isn't true any more.
 */
export async function claimLeases(ownerId: string, limit: number): Promise<Lease[]> {
  const rows = await asSystem(() =>
    query<LeaseRow>(
      `UPDATE connections SET owner_id = $1, lease_until = now() + $2 * interval '1 millisecond',
              state = CASE state WHEN 'connected' THEN 'starting' ELSE state END
        WHERE (company_id, id) IN (
          SELECT company_id, id FROM connections
           WHERE wanted <> 'off' AND (lease_until IS NULL OR lease_until < now())
           ORDER BY lease_until NULLS FIRST LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING ${columns}`,
      [ownerId, leaseMs, limit],
    ),
  );
  return rows.map(toLease);
}

/** Keeps all that this process holds, in one statement. What isn't returned is lost. */
export async function renewLeases(ownerId: string): Promise<Lease[]> {
  const rows = await asSystem(() =>
    query<LeaseRow>(
      `UPDATE connections SET lease_until = now() + $2 * interval '1 millisecond'
        WHERE owner_id = $1 RETURNING ${columns}`,
      [ownerId, leaseMs],
    ),
  );
  return rows.map(toLease);
}

/** What is wanted of the connections that this process holds. */
export async function readLeases(ownerId: string): Promise<Lease[]> {
  const rows = await asSystem(() =>
    query<LeaseRow>(`SELECT ${columns} FROM connections WHERE owner_id = $1`, [ownerId]),
  );
  return rows.map(toLease);
}

/** Lets go of one connection, or of all. */
export async function releaseLeases(ownerId: string, connectionId: string | null = null): Promise<void> {
  await asSystem(() =>
    query(
      `UPDATE connections SET owner_id = NULL, lease_until = NULL
        WHERE owner_id = $1 AND ($2::uuid IS NULL OR id = $2)`,
      [ownerId, connectionId],
    ),
  );
}

function toLease(row: LeaseRow): Lease {
  return {
    companyId: row.company_id,
    connectionId: row.id,
    wish: {
      wanted: row.wanted,
      requestNumber: row.request_number,
      linkMethod: row.link_method,
      linkPhoneNumber: row.link_phone_number,
    },
  };
}
