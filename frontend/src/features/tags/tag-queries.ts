import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Tag, tagEndpoints } from '@ticketz/contract/tags';
import type { z } from 'zod';
import { callApi } from '../../api/call-api.ts';

/** All tags of the company, by name. Events keep them fresh. */
export const tagsQuery = queryOptions({
  queryKey: ['tags'],
  queryFn: async ({ signal }) => (await callApi(tagEndpoints.listTags, {}, { signal })).items,
  staleTime: 5 * 60_000,
});

/** Takes over what the server said about a tag. */
export function applyTag(queryClient: QueryClient, tag: Tag): void {
  queryClient.setQueryData<Tag[]>(
    tagsQuery.queryKey,
    (tags) =>
      tags &&
      [...tags.filter(({ id }) => id !== tag.id), tag].toSorted((a, b) => a.name.localeCompare(b.name)),
  );
}

/** What still carries its id shows nothing for it. */
export function removeTag(queryClient: QueryClient, tagId: string): void {
  queryClient.setQueryData<Tag[]>(tagsQuery.queryKey, (tags) => tags?.filter(({ id }) => id !== tagId));
}

type TagBody = z.output<NonNullable<typeof tagEndpoints.createTag.body>>;

/** Makes a tag, or changes the one that is given. */
export function useSaveTag(tag: Tag | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: TagBody) =>
      tag
        ? callApi(tagEndpoints.updateTag, { params: { tagId: tag.id }, body })
        : callApi(tagEndpoints.createTag, { body }),
    onSuccess: (saved) => applyTag(queryClient, saved),
  });
}

export function useDeleteTag() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (tagId: string) => callApi(tagEndpoints.deleteTag, { params: { tagId } }),
    onSuccess: (_nothing, tagId) => removeTag(queryClient, tagId),
  });
}
