import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type ContactImport,
  contactImportEndpoints as endpoints,
  type ImportOutcome,
  type ImportSettings,
} from '@ticketz/contract/contact-imports';
import { callApi } from '../../api/call-api.ts';
import { postBytes } from '../files/upload-file.ts';

export const importsKey = ['contact-imports'] as const;
const rowsKey = 'rows';

export const importListQuery = queryOptions({
  queryKey: [...importsKey, 'list'],
  queryFn: async ({ signal }) => (await callApi(endpoints.listContactImports, {}, { signal })).items,
});

export function importQuery(contactImportId: string) {
  return queryOptions({
    queryKey: [...importsKey, 'one', contactImportId],
    queryFn: ({ signal }) => callApi(endpoints.getContactImport, { params: { contactImportId } }, { signal }),
  });
}

/** The first rows, all or with this outcome. Of each state of the import anew: they change with it. */
export function importRowsQuery(
  { id, state }: ContactImport,
  outcome: ImportOutcome | undefined,
  limit: number,
) {
  return queryOptions({
    queryKey: [...importsKey, rowsKey, id, state, outcome, limit],
    queryFn: async ({ signal }) =>
      (
        await callApi(
          endpoints.listImportRows,
          { params: { contactImportId: id }, query: outcome ? { outcome, limit } : { limit } },
          { signal },
        )
      ).items,
  });
}

/** Takes over what the server said about an import. */
export function applyImport(queryClient: QueryClient, next: ContactImport): void {
  queryClient.setQueryData(importQuery(next.id).queryKey, next);
  queryClient.setQueryData(importListQuery.queryKey, (items) => {
    if (!items) return items;
    return [next, ...items.filter(({ id }) => id !== next.id)].toSorted((one, other) =>
      one.id < other.id ? 1 : -1,
    );
  });
}

function useImportCommand<Input>(run: (input: Input) => Promise<ContactImport>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: run, onSuccess: (next) => applyImport(queryClient, next) });
}

interface ChosenFile {
  file: File;
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

export function useUploadImport() {
  return useImportCommand(async ({ file, onProgress, signal }: ChosenFile) => {
    const query = new URLSearchParams({ name: file.name.slice(-255) });
    const address = `/api${endpoints.uploadContactImport.path}?${query}`;
    return (await postBytes(address, { blob: file, onProgress, signal })) as ContactImport;
  });
}

export function useReadPhoneBook() {
  return useImportCommand((connectionId: string) =>
    callApi(endpoints.importPhoneContacts, { params: { connectionId } }),
  );
}

export function useCheckImport(contactImportId: string) {
  return useImportCommand((body: ImportSettings) =>
    callApi(endpoints.checkContactImport, { params: { contactImportId }, body }),
  );
}

export function useStartImport(contactImportId: string) {
  return useImportCommand((_nothing: undefined) =>
    callApi(endpoints.startContactImport, { params: { contactImportId } }),
  );
}

export function useCancelImport(contactImportId: string) {
  return useImportCommand((_nothing: undefined) =>
    callApi(endpoints.cancelContactImport, { params: { contactImportId } }),
  );
}
