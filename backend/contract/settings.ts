import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { signaturePlaces } from './signatures.ts';

/** What a company has decided for everybody in it. */
export const companySettings = z.object({ signatures: z.enum(signaturePlaces) });
export type CompanySettings = z.infer<typeof companySettings>;

export const settingsEndpoints = {
  getSettings: endpoint({ method: 'GET', path: '/settings', access: 'admin', response: companySettings }),
  updateSettings: endpoint({
    method: 'PATCH',
    path: '/settings',
    access: 'admin',
    body: z.strictObject({ signatures: z.enum(signaturePlaces).optional() }),
    response: companySettings,
  }),
};
