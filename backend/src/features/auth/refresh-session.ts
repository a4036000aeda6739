import { AppError } from '../../core/errors.ts';
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
  just_rotated: boolean;
}

/**
 * Answers a refresh token with a fresh session, and replaces it. Two tabs may come with the same one: shortly after a
 * rotation the previous token still gets an access token. Any other token was used before, so somebody has a
 * copy of it, and the whole session ends. Throws `session_expired`.
 */
export async function refreshSession(token: RefreshToken, device: Device): Promise<GrantedSession> {
  const granted = await withCompany(token.companyId, () => grant(token, device));
  if (!granted) throw new AppError('session_expired');
  return granted;
}

async function grant(token: RefreshToken, device: Device): Promise<GrantedSession | null> {
  const row = await queryOne<Row>(
    `SELECT user_id, token_hash, previous_token_hash, rotated_at > now() - interval '10 seconds' AS just_rotated
       FROM sessions WHERE id = $1 AND revoked_at IS NULL AND expires_at > now() FOR UPDATE`,
    [token.sessionId],
  );
  const user = row && (await readMe(row.user_id));
  if (!user) return null;
  const claims = { companyId: token.companyId, userId: row.user_id, sessionId: token.sessionId };
  const hash = hashSecret(token.secret);
  if (sameHash(hash, row.token_hash)) {
    return { claims, user, refreshToken: { ...token, secret: await rotate(token.sessionId, device) } };
  }
  if (row.just_rotated && sameHash(hash, row.previous_token_hash)) {
    return { claims, user, refreshToken: null };
  }
  await endSession(row.user_id, token.sessionId);
  return null;
}

async function rotate(sessionId: string, { ipAddress, userAgent }: Device): Promise<string> {
  const { secret, hash } = newSecret();
  await query(
    `UPDATE sessions
        SET token_hash = $2, previous_token_hash = token_hash, rotated_at = now(), last_used_at = now(),
            expires_at = now() + $3 * interval '1 day', ip_address = $4, user_agent = $5
      WHERE id = $1`,
    [sessionId, hash, sessionLifetimeDays, ipAddress, userAgent],
  );
  return secret;
}
