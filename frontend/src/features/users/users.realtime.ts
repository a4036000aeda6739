import { updateMe } from '../../api/session.ts';
import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { applyColleague } from './colleague-query.ts';
import { applyPresence, applyUser, isKnownUser, refetchUsers } from './user-queries.ts';

export const usersRealtime: RealtimeHandlers = {
  'user.updated': ({ user }, { queryClient }) => {
    if (isKnownUser(queryClient, user.id)) applyUser(queryClient, user);
    else void refetchUsers(queryClient);
  },
  'user.presence': (presence, { queryClient }) => {
    applyPresence(queryClient, presence);
    applyColleague(queryClient, presence.userId, { online: presence.online });
  },
  'colleague.went': ({ userId, away }, { queryClient }) => applyColleague(queryClient, userId, { away }),
  'colleague.updated': ({ colleague: { id, name, avatarId } }, { queryClient }) =>
    applyColleague(queryClient, id, { name, avatarId }),
  'profile.updated': ({ user }) => updateMe(user),
};
