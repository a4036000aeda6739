import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type BotMenu, type BotTree, botMenuEndpoints as endpoints } from '@ticketz/contract/bot-menus';
import { callApi } from '../../api/call-api.ts';

const botKey = ['bot'] as const;

/** The company's menus, that of all connections first. */
export const botMenusQuery = queryOptions({
  queryKey: [...botKey, 'list'],
  queryFn: async ({ signal }) => (await callApi(endpoints.listBotMenus, {}, { signal })).items,
});

/** One menu with its draft. It doesn't change by itself while somebody works on it. */
export const botMenuQuery = (menuId: string) =>
  queryOptions({
    queryKey: [...botKey, 'menu', menuId],
    queryFn: ({ signal }) => callApi(endpoints.getBotMenu, { params: { menuId } }, { signal }),
    staleTime: 60_000,
  });

export const botVersionsQuery = (menuId: string) =>
  queryOptions({
    queryKey: [...botKey, 'versions', menuId],
    queryFn: async ({ signal }) =>
      (await callApi(endpoints.listBotVersions, { params: { menuId } }, { signal })).items,
  });

function takeMenu(queryClient: QueryClient, menu: BotMenu): void {
  queryClient.setQueryData(botMenuQuery(menu.id).queryKey, menu);
  void queryClient.invalidateQueries({ queryKey: botMenusQuery.queryKey });
}

function useMenuCommand<Input>(mutationFn: (input: Input) => Promise<BotMenu>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSuccess: (menu) => takeMenu(queryClient, menu) });
}

export function useCreateMenu() {
  return useMenuCommand((body: { connectionId: string | null; draft: BotTree }) =>
    callApi(endpoints.createBotMenu, { body }),
  );
}

/** Keeps the draft: it is on the screen at once, and as the server has it when that says no. */
export function useSaveDraft({ id: menuId, revision }: BotMenu) {
  const queryClient = useQueryClient();
  const key = botMenuQuery(menuId).queryKey;
  return useMutation({
    mutationFn: (draft: BotTree) =>
      callApi(endpoints.saveBotDraft, { params: { menuId }, body: { draft, revision } }),
    onMutate: (draft) => queryClient.setQueryData(key, (menu) => menu && { ...menu, draft }),
    onSuccess: (menu) => takeMenu(queryClient, menu),
    onError: () => void queryClient.invalidateQueries({ queryKey: key }),
  });
}

export function usePublishMenu({ id: menuId, revision }: BotMenu) {
  return useMenuCommand(() => callApi(endpoints.publishBotMenu, { params: { menuId }, body: { revision } }));
}

export function useSwitchMenu({ id: menuId }: BotMenu) {
  return useMenuCommand((active: boolean) =>
    callApi(endpoints.switchBotMenu, { params: { menuId }, body: { active } }),
  );
}

export function useRestoreVersion(menuId: string) {
  return useMenuCommand((number: number) =>
    callApi(endpoints.restoreBotVersion, { params: { menuId }, body: { number } }),
  );
}

export function useDeleteMenu(menuId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(endpoints.deleteBotMenu, { params: { menuId } }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: botMenusQuery.queryKey }),
  });
}
