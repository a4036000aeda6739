import { z } from 'zod';
import { endpoint, roles } from './endpoint.ts';
import { id, instant } from './ids.ts';
import { languages, themes } from './preferences.ts';
import { settingsOfMe } from './settings.ts';

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email());

/** At least 10 characters; at most 72 bytes, because bcrypt ignores what is beyond. */
export const newPassword = z
  .string()
  .min(10)
  .max(72)
  .refine((value) => new TextEncoder().encode(value).length <= 72, { message: 'at most 72 bytes' });

/** The person who is logged in, as this person may see it. */
export const me = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  language: z.enum(languages).nullable(),
  theme: z.enum(themes),
  mustChangePassword: z.boolean(),
  /** Under which they send; null: their name. */
  signature: z.string().nullable(),
  /** They want it, if the company has signatures at all. */
  signs: z.boolean(),
  avatarId: id.nullable(),
  /** Not to be given tickets for now, though on line. */
  away: z.boolean(),
  company: z.object({ id, name: z.string(), ...settingsOfMe.shape }),
});
export type Me = z.infer<typeof me>;

/** A granted log-in: the access token goes into `Authorization: Bearer`, the refresh token into an httpOnly cookie. */
export const session = z.object({ accessToken: z.string(), expiresAt: instant, sessionId: id, user: me });
export type Session = z.infer<typeof session>;

/** One of the person's log-ins, for the list in the profile. */
export const loginSession = z.object({
  id,
  current: z.boolean(),
  userAgent: z.string(),
  ipAddress: z.string(),
  createdAt: instant,
  lastUsedAt: instant,
});
export type LoginSession = z.infer<typeof loginSession>;

export const authEndpoints = {
  /** `companyId` is only needed when one e-mail and password fit several companies (`choose_company`). */
  logIn: endpoint({
    method: 'POST',
    path: '/auth/login',
    access: 'public',
    body: z.strictObject({ email, password: z.string().min(1).max(200), companyId: id.optional() }),
    response: session,
  }),
  /** Rotates the refresh cookie. A cookie used twice ends all sessions that descend from it. */
  refresh: endpoint({ method: 'POST', path: '/auth/refresh', access: 'public', response: session }),
  logOut: endpoint({ method: 'POST', path: '/auth/logout', access: 'public', response: z.void() }),
  me: endpoint({
    method: 'GET',
    path: '/auth/me',
    access: 'agent',
    response: me,
    allowWhilePasswordExpired: true,
  }),
  changePassword: endpoint({
    method: 'POST',
    path: '/auth/password',
    access: 'agent',
    allowWhilePasswordExpired: true,
    body: z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword }),
    response: session,
  }),
  listSessions: endpoint({
    method: 'GET',
    path: '/auth/sessions',
    access: 'agent',
    response: z.object({ items: z.array(loginSession) }),
  }),
  revokeSession: endpoint({
    method: 'DELETE',
    path: '/auth/sessions/:sessionId',
    access: 'agent',
    params: z.object({ sessionId: id }),
    response: z.void(),
  }),
};
