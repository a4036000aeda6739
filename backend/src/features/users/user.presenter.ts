import type { Me } from '@ticketz/contract/auth';
import { settingsFrom, settingsOfMe } from '@ticketz/contract/settings';
import type { User as UserAnswer } from '@ticketz/contract/users';
import type { Company } from '../companies/company.model.ts';
import { isOnline } from './presence.ts';
import type { User } from './user.model.ts';

/** A user as admins see it. */
export function presentUser(user: User): UserAnswer {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    active: user.active,
    online: user.active && isOnline(user.onlineUntil),
    mustChangePassword: user.mustChangePassword,
    lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
  };
}

/** A user as this very person sees it. */
export function presentMe(user: User, company: Pick<Company, 'id' | 'name' | 'settings'>): Me {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    language: user.language,
    theme: user.theme,
    mustChangePassword: user.mustChangePassword,
    signature: user.signature,
    signs: user.signs,
    avatarId: user.avatarId,
    away: user.awaySince !== null,
    company: { id: company.id, name: company.name, ...settingsOfMe.parse(settingsFrom(company.settings)) },
  };
}
