import { z } from 'zod';
import { email, me, newPassword } from './auth.ts';
import { endpoint, roles } from './endpoint.ts';
import { id, instant } from './ids.ts';
import { languages, themes } from './preferences.ts';
import { maxSignatureLength } from './signatures.ts';

export const personName = z.string().trim().min(1).max(120);

/** Roles an admin can give; `super` is only made at first start. */
export const assignableRoles = ['admin', 'supervisor', 'agent'] as const;
export type AssignableRole = (typeof assignableRoles)[number];

/** A colleague as colleagues see them: enough to show who has a ticket. */
export const userSummary = z.object({ id, name: z.string() });
export type UserSummary = z.infer<typeof userSummary>;

/** Everybody of the company, for their pictures. `avatarId`: the file to show; null: their initials. */
export const colleague = userSummary.extend({ avatarId: id.nullable() });
export type Colleague = z.infer<typeof colleague>;

/** A colleague in the list of all. `online`: as their sockets say; `away`: as they say themselves. */
export const listedColleague = colleague.extend({
  active: z.boolean(),
  online: z.boolean(),
  away: z.boolean(),
});
export type ListedColleague = z.infer<typeof listedColleague>;

export const maxAvatarBytes = 8 * 1024 * 1024;

/** A user as admins see it. */
export const user = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  active: z.boolean(),
  online: z.boolean(),
  mustChangePassword: z.boolean(),
  lastSeenAt: instant.nullable(),
  createdAt: instant,
});
export type User = z.infer<typeof user>;

const userParams = z.object({ userId: id });

export const userEndpoints = {
  listUsers: endpoint({
    method: 'GET',
    path: '/users',
    access: 'admin',
    query: z.object({ search: z.string().max(100).optional() }),
    response: z.object({ items: z.array(user) }),
  }),
  getUser: endpoint({
    method: 'GET',
    path: '/users/:userId',
    access: 'admin',
    params: userParams,
    response: user,
  }),
  /** The password is the first one; the person must change it at the first log-in. */
  createUser: endpoint({
    method: 'POST',
    path: '/users',
    access: 'admin',
    body: z.strictObject({ name: personName, email, role: z.enum(assignableRoles), password: newPassword }),
    response: user,
  }),
  /** Changing role, password or `active` ends the person's sessions and sockets within seconds. */
  updateUser: endpoint({
    method: 'PATCH',
    path: '/users/:userId',
    access: 'admin',
    params: userParams,
    body: z.strictObject({
      name: personName.optional(),
      email: email.optional(),
      role: z.enum(assignableRoles).optional(),
      active: z.boolean().optional(),
      password: newPassword.optional(),
    }),
    response: user,
  }),
  updateProfile: endpoint({
    method: 'PATCH',
    path: '/profile',
    access: 'agent',
    body: z.strictObject({
      name: personName.optional(),
      language: z.enum(languages).nullable().optional(),
      theme: z.enum(themes).optional(),
      signature: z.string().trim().max(maxSignatureLength).nullable().optional(),
      signs: z.boolean().optional(),
      away: z.boolean().optional(),
    }),
    response: me,
  }),
  listColleagues: endpoint({
    method: 'GET',
    path: '/colleagues',
    access: 'agent',
    response: z.object({ items: z.array(listedColleague) }),
  }),
  /** A picture of oneself; kept as a small one, drawn anew. What can't be drawn is `not_a_picture`. */
  setAvatar: endpoint({
    method: 'POST',
    path: '/profile/avatar',
    access: 'agent',
    transfer: 'upload',
    response: me,
  }),
  removeAvatar: endpoint({ method: 'DELETE', path: '/profile/avatar', access: 'agent', response: me }),
};
