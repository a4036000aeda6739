import type { Company } from '@ticketz/contract/companies';
import { asSystem } from '../../core/tenancy.ts';
import { query, queryOne } from '../../core/unit-of-work.ts';
import { type CompanyRow, presentCompany } from './company.presenter.ts';

const withCounts = `
  SELECT c.id, c.name, c.active, c.operator, c.created_at,
         (SELECT count(*) FROM users u WHERE u.company_id = c.id)::int AS user_count,
         (SELECT count(*) FROM connections n WHERE n.company_id = c.id AND n.deleted_at IS NULL)::int
           AS connection_count
    FROM companies c`;

/** All companies of the installation by name, for the super admin. */
export async function listCompanies(search = ''): Promise<Company[]> {
  const rows = await asSystem(() =>
    query<CompanyRow>(
      `${withCounts} WHERE position(lower($1) IN lower(c.name)) > 0 ORDER BY lower(c.name), c.id`,
      [search.trim()],
    ),
  );
  return rows.map(presentCompany);
}

/** The company of the current unit of work. */
export async function readCompany(): Promise<Company | null> {
  const row = await queryOne<CompanyRow>(`${withCounts} WHERE c.id = current_company_id()`);
  return row && presentCompany(row);
}
