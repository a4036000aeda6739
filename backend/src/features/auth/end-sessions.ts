import { signal } from '../../core/realtime.ts';
import { afterCommit, currentWork, query } from '../../core/unit-of-work.ts';

/** Ends all log-ins of the current company, and its sockets after the commit. */
export async function endSessionsOfCompany(): Promise<void> {
  const companyId = currentCompanyId();
  await query('UPDATE sessions SET revoked_at = now() WHERE company_id = $1 AND revoked_at IS NULL', [
    companyId,
  ]);
  afterCommit(() => signal('access.changed', { companyId }));
}

/** Ends all log-ins of a person, and the sockets after the commit. */
export async function endSessionsOfUser(userId: string): Promise<void> {
  const companyId = currentCompanyId();
  await query('UPDATE sessions SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL', [userId]);
  afterCommit(() => signal('access.changed', { companyId, userId }));
}

/** Ends one log-in of a person, and its sockets after the commit. False when there is none to end. */
export async function endSession(userId: string, sessionId: string): Promise<boolean> {
  const companyId = currentCompanyId();
  const ended = await query(
    `UPDATE sessions SET revoked_at = now()
      WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > now() RETURNING id`,
    [sessionId, userId],
  );
  if (ended.length > 0) afterCommit(() => signal('access.changed', { companyId, sessionId }));
  return ended.length > 0;
}

function currentCompanyId(): string {
  const { companyId } = currentWork();
  if (companyId === null) throw new Error('Log-ins end in the unit of work of their company');
  return companyId;
}
