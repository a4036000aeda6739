import { roles } from '@ticketz/contract/endpoint';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Authenticator } from '../../core/http/route.ts';
import { uuidLiteral } from '../../core/tenancy.ts';
import type { AccessTokens } from './access-token.ts';
import { filesCookieName } from './files-cookie.ts';

const rowSchema = z.object({ name: z.string(), role: z.enum(roles), must_change_password: z.boolean() });

/** Believes an access token only as long as its session, user and company stand, asked of the database each time. */
export function createAuthenticator(tokens: AccessTokens): Authenticator {
  return {
    filesCookie: filesCookieName,
    readToken: (token, use) => tokens.read(token, use),
    recallToken: async (token) => tokens.recall(token),
    actorStatement: ({ companyId, userId, sessionId }) =>
      `SELECT name, role, must_change_password
         FROM standing_session(${uuidLiteral(companyId)}, ${uuidLiteral(sessionId)})
        WHERE user_id = ${uuidLiteral(userId)}`,
    actorQuery: ({ companyId, userId, sessionId }) => ({
      name: 'who-is-asking',
      text: 'SELECT name, role, must_change_password FROM standing_session($1, $2) WHERE user_id = $3',
      values: [companyId, sessionId, userId],
    }),
    toActor(row, claims) {
      if (!row) throw new AppError('session_expired');
      const { name, role, must_change_password } = rowSchema.parse(row);
      return { ...claims, name, role, mustChangePassword: must_change_password };
    },
  };
}
