import { now } from '../../core/clock.ts';
import { emitEphemeral, rooms } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { afterCommit, query } from '../../core/unit-of-work.ts';

/** A person counts as on line for this long after a socket of theirs was last known to be alive. */
export const onlineForMs = 60_000;

export function isOnline(lastSeenAt: Date | null): boolean {
  return lastSeenAt !== null && now().getTime() - lastSeenAt.getTime() < onlineForMs;
}

/**
 * Notes that these people have a socket that is alive, and tells the admins who has just come. Called when a socket
 * opens, and for all open ones more often than every `onlineForMs`.
 */
export async function touchPresence(companyId: string, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return;
  await withCompany(companyId, async () => {
    const seen = await query<{ id: string; before: Date | null; after: Date }>(
      `UPDATE users SET last_seen_at = now() WHERE id = ANY($1::uuid[])
       RETURNING new.id, old.last_seen_at AS before, new.last_seen_at AS after`,
      [userIds],
    );
    for (const { id, before, after } of seen) {
      if (isOnline(before)) continue;
      afterCommit(() => announcePresence(companyId, { userId: id, online: true, lastSeenAt: after }));
    }
  });
}

export function announcePresence(
  companyId: string,
  presence: { userId: string; online: boolean; lastSeenAt: Date },
): void {
  emitEphemeral([rooms.admins(companyId)], {
    type: 'user.presence',
    data: { ...presence, lastSeenAt: presence.lastSeenAt.toISOString() },
  });
}
