import type { Me } from '@ticketz/contract/auth';
import type { Language, ThemeChoice } from '@ticketz/contract/preferences';
import type { Actor } from '../../core/http/route.ts';
import { publishUserChanged } from './publish-user-changed.ts';
import { User } from './user.model.ts';

export interface ProfileChanges {
  name?: string;
  language?: Language | null;
  theme?: ThemeChoice;
  signature?: string | null;
  signs?: boolean;
}

/** What everybody may change about themselves. */
export async function updateProfile(actor: Actor, changes: ProfileChanges): Promise<Me> {
  const user = await User.findOne({ where: { id: actor.userId }, lock: true, rejectOnEmpty: true });
  const { signature } = changes;
  await user.update({ ...changes, ...(signature === undefined ? {} : { signature: signature || null }) });
  return (await publishUserChanged(user)).me;
}
