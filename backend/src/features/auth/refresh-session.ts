import { hkdfSync } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import { createVault, type Vault } from '../../core/secrets.ts';
import { withCompany } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { endSession } from './end-sessions.ts';
import type { Device, GrantedSession } from './open-session.ts';
import { readMe } from './read-me.ts';
import { hashSecret, newSecret, type RefreshToken, sameHash, sessionLifetimeDays } from './refresh-token.ts';

interface Row {
  user_id: string;
  token_hash: Buffer;
  previous_token_hash: Buffer | null;
  successor: Buffer | null;
  just_rotated: boolean;
}

/**
 * Answers a refresh token with a fresh session, and replaces it. Two tabs may come with the same one, and a page that is
 * loaded anew never gets the answer: shortly after a rotation the previous token is answered with the same successor
 * once more. Any other token was used before, so somebody has a copy of it, and the whole session ends. Throws
 * `session_expired`.
 */
export async function refreshSession(token: RefreshToken, device: Device): Promise<GrantedSession> {
  const granted = await withCompany(token.companyId, () => grant(token, device));
  if (!granted) throw new AppError('session_expired');
  return granted;
}

async function grant(token: RefreshToken, device: Device): Promise<GrantedSession | null> {
  const row = await queryOne<Row>(
    `SELECT user_id, token_hash, previous_token_hash, successor, rotated_at > now() - interval '10 seconds' AS just_rotated
       FROM sessions WHERE id = $1 AND revoked_at IS NULL AND expires_at > now() FOR UPDATE`,
    [token.sessionId],
  );
  const user = row && (await readMe(row.user_id));
  if (!user) return null;
  const claims = { companyId: token.companyId, userId: row.user_id, sessionId: token.sessionId };
  const hash = hashSecret(token.secret);
  if (sameHash(hash, row.token_hash)) {
    return { claims, user, refreshToken: { ...token, secret: await rotate(token, device) } };
  }
  if (row.just_rotated && sameHash(hash, row.previous_token_hash)) {
    const secret = row.successor && successorVault(token).open(row.successor).toString();
    return { claims, user, refreshToken: secret ? { ...token, secret } : null };
  }
  await endSession(row.user_id, token.sessionId);
  return null;
}

async function rotate(token: RefreshToken, { ipAddress, userAgent }: Device): Promise<string> {
  const { secret, hash } = newSecret();
  const successor = successorVault(token).seal(Buffer.from(secret));
  await query(
    `UPDATE sessions
        SET token_hash = $2, previous_token_hash = token_hash, rotated_at = now(), last_used_at = now(),
            expires_at = now() + $3 * interval '1 day', ip_address = $4, user_agent = $5, successor = $6
      WHERE id = $1`,
    [token.sessionId, hash, sessionLifetimeDays, ipAddress, userAgent, successor],
  );
  return secret;
}

/** What only the token itself opens: the database knows of it no more than a hash. */
function successorVault({ sessionId, secret }: RefreshToken): Vault {
  const key = hkdfSync('sha256', secret, sessionId, 'successor', 32);
  return createVault(Buffer.from(key).toString('base64'));
}
