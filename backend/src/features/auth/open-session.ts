import type { Me } from '@ticketz/contract/auth';
import { Transaction } from 'sequelize';
import { AppError } from '../../core/errors.ts';
import type { Claims } from '../../core/http/route.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { Company } from '../companies/company.model.ts';
import { User } from '../users/user.model.ts';
import { presentMe } from '../users/user.presenter.ts';
import { newSecret, type RefreshToken, sessionLifetimeDays } from './refresh-token.ts';

/** The device that a person logs in on. */
export interface Device {
  ipAddress: string;
  userAgent: string;
}

/** A session that may be told to its person; without `refreshToken` the one in the cookie stays. */
export interface GrantedSession {
  claims: Claims;
  user: Me;
  refreshToken: RefreshToken | null;
}

/**
 * Opens a session in the current company for somebody whose password was checked against `passwordHash`. The locks
 * make a change of password, role or activity at the same moment come either before, and then there's no session, or
 * after, and then it ends this one too.
 */
export async function openSession(
  userId: string,
  passwordHash: string,
  { ipAddress, userAgent }: Device,
): Promise<GrantedSession> {
  const lock = Transaction.LOCK.SHARE;
  const user = await User.findOne({ where: { id: userId, passwordHash, active: true }, lock });
  if (!user) throw new AppError('invalid_credentials');
  const company = await Company.findOne({ where: { id: user.companyId, active: true }, lock });
  if (!company) throw new AppError('company_inactive');

  const { secret, hash } = newSecret();
  const session = await queryOne<{ id: string }>(
    `INSERT INTO sessions (user_id, token_hash, ip_address, user_agent, expires_at)
     VALUES ($1, $2, $3, $4, now() + $5 * interval '1 day') RETURNING id`,
    [userId, hash, ipAddress, userAgent, sessionLifetimeDays],
  );
  if (!session) throw new Error('The session was not stored');
  const claims = { companyId: company.id, userId, sessionId: session.id };
  return {
    claims,
    user: presentMe(user, company),
    refreshToken: { companyId: company.id, sessionId: session.id, secret },
  };
}
