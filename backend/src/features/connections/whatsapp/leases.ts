import type { GroupMode } from '@ticketz/contract/connections';
import { asSystem } from '../../../core/tenancy.ts';
import { query } from '../../../core/unit-of-work.ts';
import type { LinkMethod, Wanted } from '../connection.model.ts';
import type { Standing } from './fair-share.ts';
import type { Behaviour } from './owned-connection.ts';
import type { Wish } from './whatsapp-session.ts';

/** A lease ends this long after it was renewed. Whoever can't renew it must have let go before. */
export const leaseMs = 12_000;

/** A connection of ours, and what is wanted of it. */
export interface Lease {
  companyId: string;
  connectionId: string;
  wish: Wish;
  behaviour: Behaviour;
}

interface LeaseRow {
  company_id: string;
  id: string;
  wanted: Wanted;
  request_number: number;
  link_method: LinkMethod | null;
  link_phone_number: string | null;
  groups: GroupMode;
  reject_calls: boolean;
}

const columns =
  'company_id, id, wanted, request_number, link_method, link_phone_number, groups, reject_calls';

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

/** Keeps all that this process holds, in one statement, and says that it lives. What isn't returned is lost. */
export async function renewLeases(ownerId: string): Promise<Lease[]> {
  const rows = await asSystem(() =>
    query<LeaseRow>(
      `WITH dead AS (DELETE FROM whatsapp_processes WHERE alive_until < now() - interval '1 day'),
            alive AS (INSERT INTO whatsapp_processes (id, alive_until)
                      VALUES ($1, now() + $2 * interval '1 millisecond')
                      ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until)
       UPDATE connections SET lease_until = now() + $2 * interval '1 millisecond'
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

/** Lets go of one connection. */
export async function releaseLease(ownerId: string, connectionId: string): Promise<void> {
  await asSystem(() =>
    query(`UPDATE connections SET owner_id = NULL, lease_until = NULL WHERE owner_id = $1 AND id = $2`, [
      ownerId,
      connectionId,
    ]),
  );
}

/** The process takes no more connections: from now on the others share them without it. */
export async function leaveProcesses(ownerId: string): Promise<void> {
  await asSystem(() => query('DELETE FROM whatsapp_processes WHERE id = $1', [ownerId]));
}

/** Lets go of all that is left. */
export async function releaseAll(ownerId: string): Promise<void> {
  await asSystem(() =>
    query('UPDATE connections SET owner_id = NULL, lease_until = NULL WHERE owner_id = $1', [ownerId]),
  );
}

/** How many connections are wanted, who there is to hold them, and how this process stands among them. */
export async function readStanding(ownerId: string): Promise<Standing> {
  const [standing] = await asSystem(() =>
    query<Standing>(
      `SELECT (SELECT count(*) FROM whatsapp_processes WHERE alive_until > now() AND id <> $1)::int + 1 AS processes,
              count(*)::int AS total,
              count(*) FILTER (WHERE owner_id = $1)::int AS mine,
              count(*) FILTER (WHERE lease_until IS NULL OR lease_until < now())::int AS free
         FROM connections WHERE wanted <> 'off'`,
      [ownerId],
    ),
  );
  if (!standing) throw new Error('An aggregate without a row');
  return standing;
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
    behaviour: { takesGroups: row.groups !== 'ignored', rejectsCalls: row.reject_calls },
  };
}
