import { jwtVerify, SignJWT } from 'jose';
import { JWTExpired } from 'jose/errors';
import { z } from 'zod';
import { now } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Claims } from '../../core/http/route.ts';

const issuer = 'ticketz';
const audience = 'ticketz-api';
const algorithm = 'HS256';
const lifetimeSeconds = 15 * 60;

const payloadSchema = z.object({ company: z.uuid(), user: z.uuid(), session: z.uuid() });

/** Short-lived tokens that say who is calling. That the session still stands is asked of the database each time. */
export interface AccessTokens {
  issue(claims: Claims): Promise<{ accessToken: string; expiresAt: string }>;
  /** Throws `session_expired` when it was good once, `unauthenticated` when it never was. */
  read(token: string): Promise<Claims>;
}

/** Tokens that were good once: a browser sends the same one for a quarter of an hour. */
const mostKnown = 10_000;

export function createAccessTokens(jwtSecret: string): AccessTokens {
  const key = new TextEncoder().encode(jwtSecret);
  const known = new Map<string, { claims: Claims; expiresAt: number }>();

  function remember(token: string, claims: Claims, exp: number): void {
    const oldest = known.size >= mostKnown ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(token, { claims, expiresAt: exp * 1000 });
  }

  return {
    async issue({ companyId, userId, sessionId }) {
      const expiresAt = new Date((Math.floor(now().getTime() / 1000) + lifetimeSeconds) * 1000);
      const accessToken = await new SignJWT({ company: companyId, user: userId, session: sessionId })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(expiresAt)
        .sign(key);
      return { accessToken, expiresAt: expiresAt.toISOString() };
    },
    async read(token) {
      const seen = known.get(token);
      if (seen && seen.expiresAt > now().getTime()) return seen.claims;
      known.delete(token);
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [algorithm],
          issuer,
          audience,
          requiredClaims: ['exp'],
        });
        const { company, user, session } = payloadSchema.parse(payload);
        const claims = { companyId: company, userId: user, sessionId: session };
        remember(token, claims, payload.exp ?? 0);
        return claims;
      } catch (error) {
        throw new AppError(error instanceof JWTExpired ? 'session_expired' : 'unauthenticated', {
          cause: error,
        });
      }
    },
  };
}
