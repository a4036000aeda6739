import type { LoginSession } from '@ticketz/contract/auth';
import { col, fn, Op } from 'sequelize';
import type { Actor } from '../../core/http/route.ts';
import { Session } from './session.model.ts';

/** The caller's own log-ins that still stand, the newest use first. */
export async function listSessions(actor: Actor): Promise<LoginSession[]> {
  const sessions = await Session.findAll({
    where: { userId: actor.userId, revokedAt: null, expiresAt: { [Op.gt]: fn('now') } },
    order: [[col('last_used_at'), 'DESC'], 'id'],
  });
  return sessions.map((session) => ({
    id: session.id,
    current: session.id === actor.sessionId,
    userAgent: session.userAgent,
    ipAddress: session.ipAddress,
    createdAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
  }));
}
