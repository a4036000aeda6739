import { now } from '../../core/clock.ts';
import { emitEphemeral, rooms } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { afterCommit, query } from '../../core/unit-of-work.ts';

/** A person counts as on line for this long after a socket of theirs was last known to be alive. */
export const onlineForMs = 60_000;
/** And for this long after the last one has closed: a page that is loaded anew is no absence. */
const goesAfterMs = 10_000;

/** Whether a person is on line, as SQL over the row `user` of `users`. */
export const isOnlineInSql = (user: string): string => `coalesce(${user}.online_until > now(), false)`;

export function isOnline(onlineUntil: Date | null): boolean {
  return onlineUntil !== null && onlineUntil > now();
}

/**
 * Notes that these people have a socket that is alive in this process, and tells their colleagues who has just come. Called
 * when a socket opens, and for all open ones more often than every `onlineForMs`.
 */
export async function touchPresence(companyId: string, processId: string, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return;
  await withCompany(companyId, async () => {
    const seen = await query<{ id: string; before: Date | null; after: Date }>(
      `WITH kept AS (
         INSERT INTO user_sockets (user_id, process_id, alive_until)
         SELECT id, $2, now() + $3 * interval '1 millisecond' FROM users WHERE id = ANY ($1::uuid[])
         ON CONFLICT (company_id, user_id, process_id) DO UPDATE SET alive_until = excluded.alive_until)
       UPDATE users SET last_seen_at = now(), online_until = now() + $3 * interval '1 millisecond' WHERE id = ANY ($1::uuid[])
       RETURNING new.id, old.online_until AS before, new.last_seen_at AS after`,
      [userIds, processId, onlineForMs],
    );
    for (const { id, before, after } of seen) {
      if (isOnline(before)) continue;
      afterCommit(() => announcePresence(companyId, { userId: id, online: true, lastSeenAt: after }));
    }
  });
}

/** This process has no socket of this person any more. Another may: then they stay on line. */
export async function leavePresence(companyId: string, processId: string, userId: string): Promise<void> {
  await withCompany(companyId, async () => {
    await query(
      `UPDATE user_sockets SET alive_until = least(alive_until, now() + $3 * interval '1 millisecond')
        WHERE user_id = $1 AND process_id = $2`,
      [userId, processId, goesAfterMs],
    );
    await query(
      `UPDATE users SET last_seen_at = now(),
              online_until = (SELECT max(s.alive_until) FROM user_sockets s WHERE s.user_id = users.id) WHERE id = $1`,
      [userId],
    );
  });
}

export function announcePresence(
  companyId: string,
  presence: { userId: string; online: boolean; lastSeenAt: Date },
): void {
  emitEphemeral([rooms.company(companyId)], {
    type: 'user.presence',
    data: { ...presence, lastSeenAt: presence.lastSeenAt.toISOString() },
  });
}
