import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { signal } from '../../core/realtime.ts';
import { withCompany } from '../../core/tenancy.ts';
import { afterCommit, query } from '../../core/unit-of-work.ts';
import { hashPassword, passwordFits } from '../users/passwords.ts';
import { publishUserChanged } from '../users/publish-user-changed.ts';
import { User } from '../users/user.model.ts';
import type { AuthLimits } from './auth-limits.ts';
import { type Device, type GrantedSession, openSession } from './open-session.ts';

/**
 * Changes the caller's own password. All sessions end, and a new one begins in place of the caller's. Throws
 * `wrong_password` or `password_unchanged`.
 */
export async function changePassword(
  actor: Actor,
  passwords: { currentPassword: string; newPassword: string },
  device: Device,
  limits: AuthLimits,
): Promise<GrantedSession> {
  const { companyId, userId } = actor;
  await limits.perUser.take(userId);
  const { passwordHash: oldHash } = await withCompany(companyId, () => findUser(userId));
  if (!(await passwordFits(passwords.currentPassword, oldHash))) throw new AppError('wrong_password');
  if (passwords.newPassword === passwords.currentPassword) throw new AppError('password_unchanged');
  const newHash = await hashPassword(passwords.newPassword);
  const session = await withCompany(companyId, async () => {
    const user = await User.findOne({
      where: { id: userId, passwordHash: oldHash, active: true },
      lock: true,
    });
    // Somebody else has changed it while we compared.
    if (!user) throw new AppError('wrong_password');
    await user.update({ passwordHash: newHash, mustChangePassword: false });
    await endOtherSessions(actor);
    await publishUserChanged(user);
    return openSession(userId, newHash, device);
  });
  await limits.perUser.reset(userId);
  return session;
}

function findUser(userId: string): Promise<User> {
  return User.findOne({ where: { id: userId }, rejectOnEmpty: true });
}

/**
 * The caller's own sockets aren't cut at once: a browser whose socket ends asks for a new session, and it must have
 * the answer with the new cookie by then. The regular look at all sockets finds them within seconds.
 */
async function endOtherSessions({ companyId, userId, sessionId: own }: Actor): Promise<void> {
  const ended = await query<{ id: string }>(
    'UPDATE sessions SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL RETURNING id',
    [userId],
  );
  for (const { id } of ended) {
    if (id !== own) afterCommit(() => signal('access.changed', { companyId, sessionId: id }));
  }
}
