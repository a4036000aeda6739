import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { type Contact, contactEndpoints } from '@ticketz/contract/contacts';
import type { z } from 'zod';
import { ApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { checkNumber } from './number-check.ts';

const listsKey = ['contacts', 'list'] as const;

export function contactQuery(contactId: string) {
  return queryOptions({
    queryKey: ['contacts', contactId],
    queryFn: ({ signal }) => callApi(contactEndpoints.getContact, { params: { contactId } }, { signal }),
  });
}

export interface ContactFilter {
  search: string;
  tagId: string | null;
}

/** The contacts that fit, page after page, by name. */
export function contactsQuery({ search, tagId }: ContactFilter) {
  return infiniteQueryOptions({
    queryKey: [...listsKey, search, tagId],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        contactEndpoints.listContacts,
        { query: { search: search || undefined, tagId: tagId ?? undefined, cursor: pageParam, limit: 50 } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
}

/** Takes over what the server said about a person. */
export function applyContact(queryClient: QueryClient, contact: Contact): void {
  queryClient.setQueryData<Contact>(contactQuery(contact.id).queryKey, contact);
  refetchContacts(queryClient);
}

/** Only the server knows where somebody belongs in the lists. */
export function refetchContacts(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: listsKey });
}

/** Many contacts are new, some have other names: what shows contacts is asked anew. */
export function refetchImported(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: ['contacts'] });
}

export function removeContact(queryClient: QueryClient, contactId: string): void {
  queryClient.removeQueries({ queryKey: contactQuery(contactId).queryKey });
  refetchContacts(queryClient);
}

type UpdateBody = z.input<NonNullable<typeof contactEndpoints.updateContact.body>>;
type CreateBody = z.input<NonNullable<typeof contactEndpoints.createContact.body>>;
type ConsentBody = z.input<NonNullable<typeof contactEndpoints.recordConsent.body>>;

export function useUpdateContact(contactId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateBody) =>
      callApi(contactEndpoints.updateContact, { params: { contactId }, body }),
    onSuccess: (contact) => applyContact(queryClient, contact),
  });
}

/** Adds a contact; with `checkOn` only after WhatsApp has been asked through this connection, and knows the number. */
async function createContact({
  checkOn,
  ...body
}: CreateBody & { checkOn: string | null }): Promise<Contact> {
  if (checkOn) {
    const check = await checkNumber(checkOn, body.phoneNumber);
    if (check.state === 'not_found') throw new ApiError({ code: 'number_not_found', status: 409 });
  }
  return callApi(contactEndpoints.createContact, { body });
}

export function useCreateContact() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: createContact,
    onSuccess: (contact) => applyContact(queryClient, contact),
  });
}

export function useRecordConsent(contactId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: ConsentBody) =>
      callApi(contactEndpoints.recordConsent, { params: { contactId }, body }),
    onSuccess: (contact) => applyContact(queryClient, contact),
  });
}

export function useBlockContact(contactId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (blocked: boolean) =>
      callApi(contactEndpoints.blockContact, { params: { contactId }, body: { blocked } }),
    onSuccess: (contact) => applyContact(queryClient, contact),
  });
}

export function useDeleteContact(contactId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(contactEndpoints.deleteContact, { params: { contactId } }),
    onSuccess: () => removeContact(queryClient, contactId),
  });
}
