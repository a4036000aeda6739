import { AppError } from '../../core/errors.ts';
import type { Actor, Authenticator } from '../../core/http/route.ts';
import { withCompanyAnd } from '../../core/tenancy.ts';

/**
 * Who opens a socket with this access token. Throws `unauthenticated`, `session_expired`, or
 * `password_change_required`: like every route but those few that mend it, sockets wait for the new password.
 */
export async function authenticateSocket(authenticator: Authenticator, token: string): Promise<Actor> {
  const claims = await authenticator.readToken(token);
  const statement = authenticator.actorStatement(claims);
  const actor = await withCompanyAnd(claims.companyId, statement, async ([row]) =>
    authenticator.toActor(row, claims),
  );
  if (actor.mustChangePassword) throw new AppError('password_change_required');
  return actor;
}
