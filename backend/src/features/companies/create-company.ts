import type { Company as CompanyAnswer } from '@ticketz/contract/companies';
import { v7 as newId } from 'uuid';
import { notFound } from '../../core/errors.ts';
import { withCompany } from '../../core/tenancy.ts';
import { Company } from './company.model.ts';
import { readCompany } from './list-companies.ts';

/**
 * Makes a company with its first admin, both or none. `addFirstAdmin` is the users' part, called in the unit of work
 * of the new company.
 */
export async function createCompany(
  name: string,
  addFirstAdmin: () => Promise<unknown>,
): Promise<CompanyAnswer> {
  const id = newId();
  return withCompany(id, async () => {
    await Company.create({ id, name });
    await addFirstAdmin();
    const company = await readCompany();
    if (!company) throw notFound();
    return company;
  });
}
