import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { stringifySetCookie } from 'cookie';
import { z } from 'zod';
import type { Exchange } from '../../core/http/route.ts';

/** How long a log-in lasts when it isn't used. */
export const sessionLifetimeDays = 30;

const cookieName = 'ticketz_refresh';
const secretBytes = 32;
const tokenSchema = z.tuple([z.uuid().lowercase(), z.uuid().lowercase(), z.string().min(1).max(100)]);

/** What the refresh cookie holds: `companyId.sessionId.secret`. Only the secret's hash is stored. */
export interface RefreshToken {
  companyId: string;
  sessionId: string;
  secret: string;
}

export function newSecret(): { secret: string; hash: Buffer } {
  const secret = randomBytes(secretBytes).toString('base64url');
  return { secret, hash: hashSecret(secret) };
}

/** The secret is random, so a fast hash will do. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Compares in a time that tells nothing. */
export function sameHash(left: Buffer, right: Buffer | null): boolean {
  return right !== null && left.length === right.length && timingSafeEqual(left, right);
}

/** The refresh token in its cookie: out of reach for scripts and other sites, sent to the auth routes only. */
export interface RefreshCookie {
  read(exchange: Exchange): RefreshToken | null;
  write(exchange: Exchange, token: RefreshToken): void;
  clear(exchange: Exchange): void;
}

export function createRefreshCookie({ secure }: { secure: boolean }): RefreshCookie {
  const set = (exchange: Exchange, value: string, maxAge: number) =>
    exchange.setCookie(
      stringifySetCookie(cookieName, value, {
        httpOnly: true,
        sameSite: 'strict',
        path: '/api/auth',
        secure,
        maxAge,
      }),
    );
  return {
    read: (exchange) => parseToken(exchange.cookie(cookieName) ?? ''),
    write: (exchange, { companyId, sessionId, secret }) =>
      set(exchange, `${companyId}.${sessionId}.${secret}`, sessionLifetimeDays * 24 * 3_600),
    clear: (exchange) => set(exchange, '', 0),
  };
}

function parseToken(value: string): RefreshToken | null {
  const parsed = tokenSchema.safeParse(value.split('.'));
  if (!parsed.success) return null;
  const [companyId, sessionId, secret] = parsed.data;
  return { companyId, sessionId, secret };
}
