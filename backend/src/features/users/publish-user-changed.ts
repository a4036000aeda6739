import './users.events.ts';
import { notFound } from '../../core/errors.ts';
import { publish } from '../../core/events.ts';
import { Company } from '../companies/company.model.ts';
import type { User } from './user.model.ts';
import { presentMe, presentUser } from './user.presenter.ts';

/** Tells admins and the person itself how the user is now; answers both views. */
export async function publishUserChanged(user: User) {
  const company = await Company.findByPk(user.companyId);
  if (!company) throw notFound();
  const views = { user: presentUser(user), me: presentMe(user, company) };
  publish('user.changed', { companyId: user.companyId, ...views });
  return views;
}
