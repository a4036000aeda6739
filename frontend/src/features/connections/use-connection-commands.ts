import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type Connection,
  type ConnectionSettings,
  type ConnectionTexts,
  connectionEndpoints,
} from '@ticketz/contract/connections';
import { callApi } from '../../api/call-api.ts';
import { applyConnection, connectionsQuery, forgetConnection } from './connection-queries.ts';

export type LinkRequest = { method: 'qr' } | { method: 'code'; phoneNumber: string };

/**
 * A command on a connection that answers how it is then. Events may overtake the answer, such as the code that was asked
 * for. Then the answer is dropped: the command's own event comes, in its place among the others.
 */
function useCommand<Input>(run: (input: Input) => Promise<Connection>) {
  const queryClient = useQueryClient();
  const version = () => queryClient.getQueryState(connectionsQuery.queryKey)?.dataUpdateCount;
  return useMutation({
    mutationFn: run,
    onMutate: version,
    onSuccess: (connection, _input, before) => {
      if (version() === before) applyConnection(queryClient, connection);
    },
  });
}

export function useCreateConnection() {
  return useCommand((body: { name: string }) => callApi(connectionEndpoints.createConnection, { body }));
}

export function useUpdateConnection(connectionId: string) {
  return useCommand(
    (body: {
      name?: string;
      isDefault?: true;
      importHistory?: boolean;
      settings?: Partial<ConnectionSettings>;
      texts?: Partial<ConnectionTexts>;
    }) => callApi(connectionEndpoints.updateConnection, { params: { connectionId }, body }),
  );
}

export function useLinkConnection(connectionId: string) {
  return useCommand((body: LinkRequest) =>
    callApi(connectionEndpoints.linkConnection, { params: { connectionId }, body }),
  );
}

export function useUnlinkConnection(connectionId: string) {
  return useCommand<void>(() => callApi(connectionEndpoints.unlinkConnection, { params: { connectionId } }));
}

export function useReconnectConnection(connectionId: string) {
  return useCommand<void>(() =>
    callApi(connectionEndpoints.reconnectConnection, { params: { connectionId } }),
  );
}

export function useDeleteConnection(connectionId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(connectionEndpoints.deleteConnection, { params: { connectionId } }),
    onSuccess: () => forgetConnection(queryClient, connectionId),
  });
}
