import { z } from 'zod';
import { email, newPassword } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { id, instant } from './ids.ts';
import { personName } from './users.ts';

const companyName = z.string().trim().min(1).max(120);

/** A company as the super admin sees it: its size, never its content. */
export const company = z.object({
  id,
  name: z.string(),
  active: z.boolean(),
  /** The installation's own company, in which the super admin works; it can't be deactivated. */
  operator: z.boolean(),
  userCount: z.int(),
  connectionCount: z.int(),
  createdAt: instant,
});
export type Company = z.infer<typeof company>;

export const companyEndpoints = {
  listCompanies: endpoint({
    method: 'GET',
    path: '/companies',
    access: 'super',
    query: z.object({ search: z.string().max(100).optional() }),
    response: z.object({ items: z.array(company) }),
  }),
  createCompany: endpoint({
    method: 'POST',
    path: '/companies',
    access: 'super',
    body: z.strictObject({
      name: companyName,
      admin: z.strictObject({ name: personName, email, password: newPassword }),
    }),
    response: company,
  }),
  /** Deactivating ends all sessions of the company; its customers' messages are still received and kept. */
  updateCompany: endpoint({
    method: 'PATCH',
    path: '/companies/:companyId',
    access: 'super',
    params: z.object({ companyId: id }),
    body: z.strictObject({ name: companyName.optional(), active: z.boolean().optional() }),
    response: company,
  }),
};
