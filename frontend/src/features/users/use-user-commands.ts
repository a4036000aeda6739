import { useMutation, useQueryClient } from '@tanstack/react-query';
import { userEndpoints } from '@ticketz/contract/users';
import type { z } from 'zod';
import { callApi } from '../../api/call-api.ts';
import { applyUser, refetchUsers } from './user-queries.ts';

type CreateUser = z.output<NonNullable<typeof userEndpoints.createUser.body>>;
type UpdateUser = z.output<NonNullable<typeof userEndpoints.updateUser.body>>;

export function useCreateUser() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateUser) => callApi(userEndpoints.createUser, { body }),
    onSuccess: () => refetchUsers(queryClient),
  });
}

export function useUpdateUser(userId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateUser) => callApi(userEndpoints.updateUser, { params: { userId }, body }),
    onSuccess: (user) => applyUser(queryClient, user),
  });
}
