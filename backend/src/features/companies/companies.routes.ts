import { companyEndpoints } from '@ticketz/contract/companies';
import { type Route, routeWithOwnWork } from '../../core/http/route.ts';
import { createCompany } from './create-company.ts';
import { listCompanies } from './list-companies.ts';
import { updateCompany } from './update-company.ts';

/** What features below give to this one. */
export interface CompanyNeeds {
  /** Checks and hashes the first admin's password now; the function it answers adds the admin in a unit of work. */
  prepareFirstAdmin: (admin: {
    name: string;
    email: string;
    password: string;
  }) => Promise<() => Promise<unknown>>;
  /** Ends all log-ins of the current company. */
  endSessions: () => Promise<void>;
}

/** A super admin works on other companies than the own one, so each handler opens that company's unit of work. */
export function companyRoutes({ prepareFirstAdmin, endSessions }: CompanyNeeds): Route[] {
  return [
    routeWithOwnWork(companyEndpoints.listCompanies, async ({ query }) => ({
      items: await listCompanies(query.search),
    })),
    routeWithOwnWork(companyEndpoints.createCompany, async ({ body }) =>
      createCompany(body.name, await prepareFirstAdmin(body.admin)),
    ),
    routeWithOwnWork(companyEndpoints.updateCompany, ({ params, body }) =>
      updateCompany(params.companyId, body, endSessions),
    ),
  ];
}
