import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id } from './ids.ts';
import { userSummary } from './users.ts';

/** Somebody in a group, apart from ourselves. `name`: as this company calls them, or as they call themselves. */
export const groupMember = z.object({
  id,
  name: z.string(),
  phoneNumber: z.string().nullable(),
  role: z.enum(['member', 'admin', 'superadmin']),
});
export type GroupMember = z.infer<typeof groupMember>;

/** A group and who is in it; its id is its contact's. `viewers`: who sees it beside admins; null: who sees any ticket. */
export const group = z.object({
  id,
  subject: z.string(),
  members: z.array(groupMember),
  viewers: z.array(userSummary).nullable(),
});
export type Group = z.infer<typeof group>;

const groupParams = z.object({ groupId: id });

export const groupEndpoints = {
  getGroup: endpoint({
    method: 'GET',
    path: '/groups/:groupId',
    access: 'agent',
    params: groupParams,
    response: group,
  }),
  /** Whoever may not see it any more loses it at once. */
  setGroupViewers: endpoint({
    method: 'PUT',
    path: '/groups/:groupId/viewers',
    access: 'admin',
    params: groupParams,
    body: z.strictObject({ userIds: z.array(id).max(500).nullable() }),
    response: group,
  }),
};
