import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ContactMerge, contactMergeEndpoints } from '@ticketz/contract/contact-merges';
import type { z } from 'zod';
import { callApi } from '../../../api/call-api.ts';

type MergeBody = z.input<NonNullable<typeof contactMergeEndpoints.mergeContacts.body>>;

/** The merges of a contact that weren't undone, the newest first. */
export function mergesQuery(contactId: string) {
  return queryOptions({
    queryKey: ['contacts', contactId, 'merges'],
    queryFn: async ({ signal }) =>
      (await callApi(contactMergeEndpoints.listMerges, { params: { contactId } }, { signal })).items,
  });
}

/** Both as they are now: what becomes of them is decided on it. */
export function mergePreviewQuery(contactId: string, duplicateId: string) {
  return queryOptions({
    queryKey: ['contacts', contactId, 'merge-preview', duplicateId],
    queryFn: ({ signal }) =>
      callApi(contactMergeEndpoints.previewMerge, { params: { contactId, duplicateId } }, { signal }),
    staleTime: 0,
  });
}

/** Tickets and messages have moved: everything is asked anew. */
function useRefetchAll() {
  const queryClient = useQueryClient();
  return () => void queryClient.invalidateQueries();
}

export function useMergeContacts(contactId: string) {
  const refetch = useRefetchAll();
  return useMutation({
    mutationFn: (body: MergeBody) =>
      callApi(contactMergeEndpoints.mergeContacts, { params: { contactId }, body }),
    onSuccess: refetch,
  });
}

export function useUndoMerge() {
  const refetch = useRefetchAll();
  return useMutation({
    mutationFn: ({ id }: Pick<ContactMerge, 'id'>) =>
      callApi(contactMergeEndpoints.undoMerge, { params: { mergeId: id } }),
    onSuccess: refetch,
  });
}
