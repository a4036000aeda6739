import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Queue, type QueueSummary, queueEndpoints } from '@ticketz/contract/queues';
import { callApi } from '../../api/call-api.ts';

const queuesKey = ['queues'] as const;

/** The company's queues as admins see them, in their order. */
export const queuesQuery = queryOptions({
  queryKey: [...queuesKey, 'list'],
  queryFn: async ({ signal }) => (await callApi(queueEndpoints.listQueues, {}, { signal })).items,
});

/** Their names and colours, which everybody knows. Events keep them fresh. */
export const queueSummariesQuery = queryOptions({
  queryKey: [...queuesKey, 'summaries'],
  queryFn: async ({ signal }) => (await callApi(queueEndpoints.listQueueSummaries, {}, { signal })).items,
  staleTime: 5 * 60_000,
});

/** Queues have changed: who shows them asks anew. */
export function refetchQueues(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: queuesKey });
}

/** Takes over a queue's new name and colour. */
export function applyQueue(queryClient: QueryClient, queue: QueueSummary): void {
  queryClient.setQueryData<QueueSummary[]>(queueSummariesQuery.queryKey, (queues) =>
    queues?.map((known) => (known.id === queue.id ? queue : known)),
  );
  refetchQueues(queryClient);
}

export function removeQueue(queryClient: QueryClient, queueId: string): void {
  queryClient.setQueryData<QueueSummary[]>(queueSummariesQuery.queryKey, (queues) =>
    queues?.filter(({ id }) => id !== queueId),
  );
  refetchQueues(queryClient);
}

function useChange<Input>(mutationFn: (input: Input) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => refetchQueues(queryClient) });
}

export type QueueForm = Omit<Queue, 'id'>;

/** Makes a queue, or changes the one that is given. */
export function useSaveQueue(known: Queue | null) {
  return useChange((body: QueueForm) =>
    known
      ? callApi(queueEndpoints.updateQueue, { params: { queueId: known.id }, body })
      : callApi(queueEndpoints.createQueue, { body }),
  );
}

export function useDeleteQueue() {
  return useChange((queueId: string) => callApi(queueEndpoints.deleteQueue, { params: { queueId } }));
}

/** Puts the queues in an order: at once on the screen, and back when the server says no. */
export function useOrderQueues() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (queueIds: string[]) => callApi(queueEndpoints.orderQueues, { body: { queueIds } }),
    onMutate: (queueIds) => {
      queryClient.setQueryData(queuesQuery.queryKey, (queues) =>
        queues?.toSorted((one, other) => queueIds.indexOf(one.id) - queueIds.indexOf(other.id)),
      );
    },
    onSettled: () => refetchQueues(queryClient),
  });
}
