import { asSystem } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';

export interface SessionReference {
  companyId: string;
  sessionId: string;
}

/**
 * Which of these sessions don't stand any more. One query for all companies: a process asks it for its sockets. What
 * ended within the last second is left for the next time: who has just changed the password gets the answer first.
 */
export async function findEndedSessions(sessions: SessionReference[]): Promise<SessionReference[]> {
  if (sessions.length === 0) return [];
  const rows = await asSystem(() =>
    query<{ company_id: string; session_id: string }>(
      `SELECT asked.company_id, asked.session_id
         FROM unnest($1::uuid[], $2::uuid[]) AS asked (company_id, session_id)
        WHERE NOT EXISTS (SELECT FROM standing_session(asked.company_id, asked.session_id))
          AND NOT EXISTS (
          SELECT FROM sessions s
           WHERE s.company_id = asked.company_id AND s.id = asked.session_id
             AND s.revoked_at > now() - interval '1 second')`,
      [sessions.map(({ companyId }) => companyId), sessions.map(({ sessionId }) => sessionId)],
      'find-ended-sessions',
    ),
  );
  return rows.map((row) => ({ companyId: row.company_id, sessionId: row.session_id }));
}
