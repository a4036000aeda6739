import type { Role } from '@ticketz/contract/endpoint';
import { AppError } from '../../core/errors.ts';
import { queryOne } from '../../core/unit-of-work.ts';
import { publishUserChanged } from './publish-user-changed.ts';
import { User } from './user.model.ts';

export interface NewUser {
  name: string;
  email: string;
  role: Role;
  passwordHash: string;
  mustChangePassword: boolean;
}

/** Adds a user to the current company. Throws `email_taken`. */
export async function insertUser(user: NewUser) {
  const row = await queryOne<{ id: string }>(
    `INSERT INTO users (name, email, role, password_hash, must_change_password) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, email) DO NOTHING RETURNING id`,
    [user.name, user.email, user.role, user.passwordHash, user.mustChangePassword],
  );
  if (!row) throw new AppError('email_taken');
  return publishUserChanged(await User.findOne({ where: { id: row.id }, rejectOnEmpty: true }));
}
