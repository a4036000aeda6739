import { randomInt } from 'node:crypto';
import { email as emailSchema, newPassword } from '@ticketz/contract/auth';
import { v7 as newId } from 'uuid';
import { type Env, EnvError } from '../../core/env.ts';
import type { Logger } from '../../core/logger.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { insertUser } from '../users/insert-user.ts';
import { hashPassword } from '../users/passwords.ts';

const defaultEmail = 'admin@ticketz.local';

/** The account that the first start has made. The password is there only when nobody had chosen one. */
export interface FirstAccount {
  email: string;
  oneTimePassword?: string;
}

type Settings = Pick<Env, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD' | 'COMPANY_NAME'>;

/**
 * Makes the operator's company with the super admin in an empty database. Null when it is there already: processes
 * may start at the same time, and one of them makes it. The caller prints a one-time password, to the console and
 * not to the log; it must be changed at the first log-in.
 */
export async function ensureSuperAdmin(env: Settings, logger: Logger): Promise<FirstAccount | null> {
  if (await operatorExists()) return null;
  const email = chosen('ADMIN_EMAIL', emailSchema.safeParse(env.ADMIN_EMAIL ?? defaultEmail));
  const given = env.ADMIN_PASSWORD !== undefined;
  const password = given
    ? chosen('ADMIN_PASSWORD', newPassword.safeParse(env.ADMIN_PASSWORD))
    : randomPassword();
  const passwordHash = await hashPassword(password);
  const made = await makeOperator(env.COMPANY_NAME, { email, passwordHash, mustChangePassword: !given });
  if (!made) return null;
  logger.info({ company: env.COMPANY_NAME }, 'Made the super admin');
  return given ? { email } : { email, oneTimePassword: password };
}

function operatorExists(): Promise<boolean> {
  return asSystem(async () => (await queryOne('SELECT 1 FROM companies WHERE operator')) !== null);
}

async function makeOperator(
  name: string,
  admin: { email: string; passwordHash: string; mustChangePassword: boolean },
): Promise<boolean> {
  const id = newId();
  return withCompany(id, async () => {
    const company = await queryOne(
      `INSERT INTO companies (id, name, operator) VALUES ($1, $2, true)
       ON CONFLICT (operator) WHERE operator DO NOTHING RETURNING id`,
      [id, name],
    );
    if (!company) return false;
    await insertUser({ ...admin, name: 'Admin', role: 'super' });
    return true;
  });
}

function chosen(name: string, parsed: ReturnType<typeof newPassword.safeParse>): string {
  if (parsed.success) return parsed.data;
  throw new EnvError(parsed.error.issues.map(({ message }) => `${name}: ${message}`));
}

/** Four groups of five letters and digits that can't be taken for one another: about 98 bits. */
function randomPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
