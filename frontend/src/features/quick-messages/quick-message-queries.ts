import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type QuickMessage, quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { callApi } from '../../api/call-api.ts';

const quickMessagesKey = ['quick-messages'] as const;

/** The company's and one's own, by shortcut. */
export const quickMessagesQuery = queryOptions({
  queryKey: quickMessagesKey,
  queryFn: async ({ signal }) =>
    (await callApi(quickMessageEndpoints.listQuickMessages, {}, { signal })).items,
  staleTime: 30_000,
});

function useChange<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: quickMessagesKey }),
  });
}

export type QuickMessageForm = Omit<QuickMessage, 'id' | 'files'> & { fileIds?: string[] | undefined };

/** Makes one, or changes the one that is given. */
export function useKeepQuickMessage(known: QuickMessage | null) {
  return useChange(({ shared, ...body }: QuickMessageForm) =>
    known
      ? callApi(quickMessageEndpoints.updateQuickMessage, { params: { quickMessageId: known.id }, body })
      : callApi(quickMessageEndpoints.createQuickMessage, { body: { ...body, shared } }),
  );
}

export function useDeleteQuickMessage() {
  return useChange((quickMessageId: string) =>
    callApi(quickMessageEndpoints.deleteQuickMessage, { params: { quickMessageId } }),
  );
}
