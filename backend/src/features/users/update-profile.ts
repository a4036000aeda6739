import type { Me } from '@ticketz/contract/auth';
import type { Language, ThemeChoice } from '@ticketz/contract/preferences';
import { now } from '../../core/clock.ts';
import { publish } from '../../core/events.ts';
import type { Actor } from '../../core/http/route.ts';
import './users.events.ts';
import { publishUserChanged } from './publish-user-changed.ts';
import { User } from './user.model.ts';

export interface ProfileChanges {
  name?: string;
  language?: Language | null;
  theme?: ThemeChoice;
  signature?: string | null;
  signs?: boolean;
  away?: boolean;
}

/** What everybody may change about themselves. */
export async function updateProfile(actor: Actor, { away, ...changes }: ProfileChanges): Promise<Me> {
  const user = await User.findOne({ where: { id: actor.userId }, lock: true, rejectOnEmpty: true });
  const { signature } = changes;
  await user.update({ ...changes, ...(signature === undefined ? {} : { signature: signature || null }) });
  if (away !== undefined && away !== (user.awaySince !== null)) {
    await user.update({ awaySince: away ? now() : null });
    publish('colleague.went', { companyId: actor.companyId, userId: user.id, away });
  }
  return (await publishUserChanged(user)).me;
}
