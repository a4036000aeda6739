import { withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { endSession } from './end-sessions.ts';
import { hashSecret, type RefreshToken, sameHash } from './refresh-token.ts';

/** Ends the session of a refresh token. Says nothing about tokens that aren't good. */
export async function logOut(token: RefreshToken): Promise<void> {
  await withCompany(token.companyId, async () => {
    const session = await queryOne<{
      user_id: string;
      token_hash: Buffer;
      previous_token_hash: Buffer | null;
    }>('SELECT user_id, token_hash, previous_token_hash FROM sessions WHERE id = $1', [token.sessionId]);
    if (!session) return;
    const hash = hashSecret(token.secret);
    const own = sameHash(hash, session.token_hash) || sameHash(hash, session.previous_token_hash);
    if (own) await endSession(session.user_id, token.sessionId);
  });
}
