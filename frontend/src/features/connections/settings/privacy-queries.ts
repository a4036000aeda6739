import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { accountPrivacyEndpoints as endpoints, type PrivacyChanges } from '@ticketz/contract/account-privacy';
import { callApi } from '../../../api/call-api.ts';

/** It may be changed on the phone at any time, and nobody tells. */
export function privacyQuery(connectionId: string) {
  return queryOptions({
    queryKey: ['connections', 'privacy', connectionId],
    queryFn: ({ signal }) => callApi(endpoints.getAccountPrivacy, { params: { connectionId } }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

export function useChangePrivacy(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: PrivacyChanges) =>
      callApi(endpoints.changeAccountPrivacy, { params: { connectionId }, body }),
    onSuccess: (privacy) => queryClient.setQueryData(privacyQuery(connectionId).queryKey, privacy),
  });
}
