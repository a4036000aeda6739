import type { Company as CompanyAnswer } from '@ticketz/contract/companies';
import { AppError, notFound } from '../../core/errors.ts';
import { withCompany } from '../../core/tenancy.ts';
import { Company } from './company.model.ts';
import { readCompany } from './list-companies.ts';

/**
 * Renames a company, or turns it off and on. `endSessions` ends all log-ins of the current company; a company that is
 * turned on again starts with none.
 */
export async function updateCompany(
  id: string,
  changes: { name?: string; active?: boolean },
  endSessions: () => Promise<void>,
): Promise<CompanyAnswer> {
  return withCompany(id, async () => {
    const company = await Company.findByPk(id, { lock: true });
    if (!company) throw notFound();
    if (company.operator && changes.active === false) throw new AppError('forbidden');
    await company.update(changes);
    if (changes.active === false) await endSessions();
    const updated = await readCompany();
    if (!updated) throw notFound();
    return updated;
  });
}
