import type { Me } from '@ticketz/contract/auth';
import { Company } from '../companies/company.model.ts';
import { User } from '../users/user.model.ts';
import { presentMe } from '../users/user.presenter.ts';

/** A person of the current company as this person sees it; null when person or company is turned off. */
export async function readMe(userId: string): Promise<Me | null> {
  const user = await User.findOne({ where: { id: userId, active: true } });
  const company = user && (await Company.findOne({ where: { id: user.companyId, active: true } }));
  return user && company && presentMe(user, company);
}
