import { jwtVerify, SignJWT } from 'jose';
import { JWTExpired } from 'jose/errors';
import { z } from 'zod';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Claims, TokenUse } from '../../core/http/route.ts';
import { sessionLifetimeDays } from './refresh-token.ts';

const issuer = 'ticketz';
const algorithm = 'HS256';
/** A token for one use is none for another. */
const audiences: Record<TokenUse, string> = { api: 'ticketz-api', files: 'ticketz-files' };
/** That for files is only in a cookie which scripts can't read: as long as the session, which is asked for each time. */
const lifetimeSeconds: Record<TokenUse, number> = { api: 15 * 60, files: sessionLifetimeDays * 24 * 3_600 };

const payloadSchema = z.object({ company: z.uuid(), user: z.uuid(), session: z.uuid() });

/** Short-lived tokens that say who is calling. That the session still stands is asked of the database each time. */
export interface AccessTokens {
  issue(claims: Claims, use?: TokenUse): Promise<{ accessToken: string; expiresAt: string }>;
  /** Throws `session_expired` when it was good once, `unauthenticated` when it never was. */
  read(token: string, use?: TokenUse): Promise<Claims>;
  /** What `read` gave for this token lately, while it is good; null when it has to be read. */
  recall(token: string): Claims | null;
}

/** Tokens that were good once: a browser sends the same one for a quarter of an hour. */
const mostKnown = 10_000;

export function createAccessTokens(jwtSecret: string): AccessTokens {
  const secret = new TextEncoder().encode(jwtSecret);
  const known = new Map<string, { claims: Claims; expiresAt: number }>();

  function remember(key: string, claims: Claims, exp: number): void {
    const oldest = known.size >= mostKnown ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, { claims, expiresAt: exp * 1000 });
  }

  return {
    async issue({ companyId, userId, sessionId }, use = 'api') {
      const expiresAt = new Date((Math.floor(now().getTime() / 1000) + lifetimeSeconds[use]) * 1000);
      const accessToken = await new SignJWT({ company: companyId, user: userId, session: sessionId })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audiences[use])
        .setIssuedAt()
        .setExpirationTime(expiresAt)
        .sign(secret);
      return { accessToken, expiresAt: expiresAt.toISOString() };
    },
    recall(token) {
      const seen = known.get(`api ${token}`);
      return seen && seen.expiresAt > now().getTime() ? seen.claims : null;
    },
    async read(token, use = 'api') {
      const seen = known.get(`${use} ${token}`);
      if (seen && seen.expiresAt > now().getTime()) return seen.claims;
      known.delete(`${use} ${token}`);
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [algorithm],
          issuer,
          audience: audiences[use],
          requiredClaims: ['exp'],
        });
        const { company, user, session } = payloadSchema.parse(payload);
        const claims = { companyId: company, userId: user, sessionId: session };
        remember(`${use} ${token}`, claims, payload.exp ?? 0);
        return claims;
      } catch (error) {
        throw new AppError(error instanceof JWTExpired ? 'session_expired' : 'unauthenticated', {
          cause: error,
        });
      }
    },
  };
}
