import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Contact, contactEndpoints } from '@ticketz/contract/contacts';
import { callApi } from '../../api/call-api.ts';

export function contactQuery(contactId: string) {
  return queryOptions({
    queryKey: ['contacts', contactId],
    queryFn: ({ signal }) => callApi(contactEndpoints.getContact, { params: { contactId } }, { signal }),
  });
}

/** Takes over what the server said about a person. */
export function applyContact(queryClient: QueryClient, contact: Contact): void {
  queryClient.setQueryData<Contact>(contactQuery(contact.id).queryKey, contact);
}
