import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { companyEndpoints } from '@ticketz/contract/companies';
import type { z } from 'zod';
import { callApi } from '../../api/call-api.ts';

const companiesKey = ['companies', 'list'] as const;
type CreateCompany = z.output<NonNullable<typeof companyEndpoints.createCompany.body>>;

/** The companies of this installation, or those whose name matches. */
export function companiesQuery(search = '') {
  return queryOptions({
    queryKey: [...companiesKey, search],
    queryFn: async ({ signal }) =>
      (await callApi(companyEndpoints.listCompanies, { query: { search: search || undefined } }, { signal }))
        .items,
  });
}

export function useCreateCompany() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateCompany) => callApi(companyEndpoints.createCompany, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: companiesKey }),
  });
}

export function useUpdateCompany(companyId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; active?: boolean }) =>
      callApi(companyEndpoints.updateCompany, { params: { companyId }, body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: companiesKey }),
  });
}
