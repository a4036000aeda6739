import type { AssignableRole, User } from '@ticketz/contract/users';
import { withCompany } from '../../core/tenancy.ts';
import { insertUser } from './insert-user.ts';
import { hashPassword } from './passwords.ts';

export interface FirstData {
  name: string;
  email: string;
  role: AssignableRole;
  password: string;
}

/**
 * Hashes a first password, which must be changed at the first log-in. Slow, so outside any unit of work; the function
 * it answers adds the user to the current company.
 */
export async function prepareUser({ password, ...data }: FirstData): Promise<() => Promise<User>> {
  const passwordHash = await hashPassword(password);
  return async () => (await insertUser({ ...data, passwordHash, mustChangePassword: true })).user;
}

export async function createUser(companyId: string, data: FirstData): Promise<User> {
  return withCompany(companyId, await prepareUser(data));
}
