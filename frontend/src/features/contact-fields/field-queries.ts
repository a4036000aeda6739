import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ContactField, contactFieldEndpoints } from '@ticketz/contract/contact-fields';
import type { z } from 'zod';
import { callApi } from '../../api/call-api.ts';

/** What the company wants to know of every contact. */
export const contactFieldsQuery = queryOptions({
  queryKey: ['contact-fields'],
  queryFn: async ({ signal }) =>
    (await callApi(contactFieldEndpoints.listContactFields, {}, { signal })).items,
});

type FieldBody = z.input<NonNullable<typeof contactFieldEndpoints.createContactField.body>>;

/** Makes a field, or changes the one that is given; its kind stays. */
export function useSaveField(field: ContactField | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ name, kind, choices }: FieldBody) =>
      field
        ? callApi(contactFieldEndpoints.updateContactField, {
            params: { fieldId: field.id },
            body: { name, ...(field.kind === 'choice' ? { choices } : {}) },
          })
        : callApi(contactFieldEndpoints.createContactField, { body: { name, kind, choices } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: contactFieldsQuery.queryKey }),
  });
}

export function useDeleteField() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (fieldId: string) =>
      callApi(contactFieldEndpoints.deleteContactField, { params: { fieldId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: contactFieldsQuery.queryKey }),
  });
}
