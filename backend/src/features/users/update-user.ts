import type { AssignableRole, User as UserAnswer } from '@ticketz/contract/users';
import { UniqueConstraintError } from 'sequelize';
import { AppError } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { hashPassword } from './passwords.ts';
import { publishUserChanged } from './publish-user-changed.ts';
import type { User } from './user.model.ts';
import { getUserFor } from './user.policy.ts';

export interface UserChanges {
  name?: string;
  email?: string;
  role?: AssignableRole;
  active?: boolean;
  password?: string;
}

/** Ends all log-ins of a person of the current company. */
export type EndSessionsOf = (userId: string) => Promise<void>;

/** An admin changes a colleague. Another role, password or activity ends the colleague's log-ins with it. */
export async function updateUser(
  actor: Actor,
  id: string,
  { password, ...changes }: UserChanges,
  endSessionsOf: EndSessionsOf,
): Promise<UserAnswer> {
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return withCompany(actor.companyId, async () => {
    const admins = takesRights(changes) ? await lockAdmins() : [];
    const user = await getUserFor(actor, id, 'change');
    checkOwn(actor, user, { ...changes, password });
    if (admins.length === 1 && admins[0] === user.id) throw new AppError('last_admin');
    user.set({ ...changes, ...(passwordHash ? { passwordHash, mustChangePassword: true } : {}) });
    const endsSessions = user.changed('role') || user.changed('active') || user.changed('passwordHash');
    await save(user);
    if (endsSessions) await endSessionsOf(user.id);
    return (await publishUserChanged(user)).user;
  });
}

function takesRights({ role, active }: UserChanges): boolean {
  return (role !== undefined && role !== 'admin') || active === false;
}

/** Two admins can't take the rights from each other at the same time: the lock lets one go first. */
async function lockAdmins(): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `SELECT id FROM users WHERE role IN ('super', 'admin') AND active ORDER BY id FOR UPDATE`,
  );
  return rows.map(({ id }) => id);
}

/** Nobody locks themselves out, and one's own password is changed by who knows it. */
function checkOwn(actor: Actor, user: User, { role, active, password }: UserChanges): void {
  const loses = (role !== undefined && role !== user.role) || active === false;
  if (user.id === actor.userId && loses) throw new AppError('cannot_change_own_role');
  if (user.id === actor.userId && password !== undefined) throw new AppError('forbidden');
  // A super admin is made at the first start only, so can't be made again.
  if (user.role === 'super' && loses) throw new AppError('forbidden');
}

async function save(user: User): Promise<void> {
  try {
    await user.save();
  } catch (error) {
    if (error instanceof UniqueConstraintError) throw new AppError('email_taken');
    throw error;
  }
}
