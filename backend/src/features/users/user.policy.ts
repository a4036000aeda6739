import { AppError, notFound } from '../../core/errors.ts';
import type { Actor } from '../../core/http/route.ts';
import { User } from './user.model.ts';

export type UserAction = 'read' | 'change';

/** A user of the actor's company, for an admin; locked when it is going to be changed. */
export async function getUserFor(actor: Actor, id: string, action: UserAction): Promise<User> {
  const user = await User.findOne({ where: { id }, lock: action === 'change' });
  if (!user) throw notFound();
  if (action === 'change' && user.role === 'super' && actor.role !== 'super') throw new AppError('forbidden');
  return user;
}
