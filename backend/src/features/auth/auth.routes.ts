import { authEndpoints, type Session } from '@ticketz/contract/auth';
import { AppError, notFound } from '../../core/errors.ts';
import { type Exchange, publicRoute, type Route, route, routeWithOwnWork } from '../../core/http/route.ts';
import type { AccessTokens } from './access-token.ts';
import type { AuthLimits } from './auth-limits.ts';
import { changePassword } from './change-password.ts';
import { endSession } from './end-sessions.ts';
import { createFilesCookie } from './files-cookie.ts';
import { listSessions } from './list-sessions.ts';
import { logIn } from './log-in.ts';
import { logOut } from './log-out.ts';
import type { GrantedSession } from './open-session.ts';
import { readMe } from './read-me.ts';
import { refreshSession } from './refresh-session.ts';
import { createRefreshCookie } from './refresh-token.ts';

export interface AuthOptions {
  tokens: AccessTokens;
  limits: AuthLimits;
  /** The pages are served over https, so the cookie never travels without. */
  secureCookie: boolean;
}

export function authRoutes({ tokens, limits, secureCookie }: AuthOptions): Route[] {
  const cookie = createRefreshCookie({ secure: secureCookie });
  const filesCookie = createFilesCookie({ secure: secureCookie });

  async function answer(granted: GrantedSession, exchange: Exchange): Promise<Session> {
    if (granted.refreshToken) cookie.write(exchange, granted.refreshToken);
    const { sessionId } = granted.claims;
    filesCookie.write(exchange, (await tokens.issue(granted.claims, 'files')).accessToken);
    return { ...(await tokens.issue(granted.claims)), sessionId, user: granted.user };
  }

  return [
    publicRoute(authEndpoints.logIn, async ({ body, exchange }) =>
      answer(await logIn(body, exchange, limits), exchange),
    ),
    publicRoute(authEndpoints.refresh, async ({ exchange }) => {
      const token = cookie.read(exchange);
      if (!token) throw new AppError('unauthenticated');
      return answer(await refreshSession(token, exchange), exchange);
    }),
    publicRoute(authEndpoints.logOut, async ({ exchange }) => {
      const token = cookie.read(exchange);
      if (token) await logOut(token);
      cookie.clear(exchange);
      filesCookie.clear(exchange);
    }),
    route(authEndpoints.me, async ({ actor }) => {
      const me = await readMe(actor.userId);
      if (!me) throw new AppError('session_expired');
      return me;
    }),
    routeWithOwnWork(authEndpoints.changePassword, async ({ actor, body, exchange }) =>
      answer(await changePassword(actor, body, exchange, limits), exchange),
    ),
    route(authEndpoints.listSessions, async ({ actor }) => ({ items: await listSessions(actor) })),
    route(authEndpoints.revokeSession, async ({ actor, params }) => {
      if (!(await endSession(actor.userId, params.sessionId))) throw notFound();
    }),
  ];
}
