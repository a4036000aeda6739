import { AppError } from '../../core/errors.ts';
import { asSystem, withCompany } from '../../core/tenancy.ts';
import { query } from '../../core/unit-of-work.ts';
import { passwordFits, passwordFitsNobody } from '../users/passwords.ts';
import { type AuthLimits, accountKey, addressKey } from './auth-limits.ts';
import { type Device, type GrantedSession, openSession } from './open-session.ts';

export interface Credentials {
  email: string;
  password: string;
  /** Chosen when e-mail and password fit in several companies. */
  companyId?: string;
}

interface Account {
  company_id: string;
  company_name: string;
  company_active: boolean;
  user_id: string;
  password_hash: string;
}

/** One e-mail address may have an account in many companies; each costs a slow comparison. */
const mostCompared = 5;

/**
 * Logs somebody in. A wrong password and an account that isn't there get the same answer after the same time. Throws
 * `rate_limited`, `invalid_credentials`, `company_inactive` or `choose_company`.
 */
export async function logIn(
  credentials: Credentials,
  device: Device,
  limits: AuthLimits,
): Promise<GrantedSession> {
  const account = accountKey(credentials.email, device.ipAddress);
  await limits.perAddress.take(addressKey(device.ipAddress));
  await limits.perAccount.take(account);
  const { company_id, user_id, password_hash } = chooseAccount(await findFittingAccounts(credentials));
  const session = await withCompany(company_id, () => openSession(user_id, password_hash, device));
  await limits.perAccount.reset(account);
  return session;
}

async function findFittingAccounts({ email, password, companyId }: Credentials): Promise<Account[]> {
  const accounts = await findAccounts(email, companyId);
  if (accounts.length === 0) await passwordFitsNobody(password);
  const fits = await Promise.all(accounts.map((account) => passwordFits(password, account.password_hash)));
  return accounts.filter((_account, index) => fits[index]);
}

function findAccounts(email: string, companyId?: string): Promise<Account[]> {
  return asSystem(() =>
    query<Account>(
      `SELECT u.company_id, c.name AS company_name, c.active AS company_active, u.id AS user_id, u.password_hash
         FROM users u JOIN companies c ON c.id = u.company_id
        WHERE u.email = $1 AND u.active AND ($2::uuid IS NULL OR u.company_id = $2)
        ORDER BY c.active DESC, u.created_at LIMIT $3`,
      [email, companyId ?? null, mostCompared],
    ),
  );
}

/** Only who has given the right password learns anything about companies. */
function chooseAccount(fitting: Account[]): Account {
  const [account, ...others] = fitting.filter(({ company_active }) => company_active);
  if (!account) throw new AppError(fitting.length > 0 ? 'company_inactive' : 'invalid_credentials');
  if (others.length === 0) return account;
  const companies = [account, ...others].map(({ company_id, company_name }) => ({
    id: company_id,
    name: company_name,
  }));
  throw new AppError('choose_company', { details: { companies } });
}
