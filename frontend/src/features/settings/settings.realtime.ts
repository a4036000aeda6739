import { settingsOfMe } from '@ticketz/contract/settings';
import { sessionStore, updateMe } from '../../api/session.ts';
import type { RealtimeHandlers } from '../../realtime/handlers.ts';
import { settingsQuery } from './settings-query.ts';

export const settingsRealtime: RealtimeHandlers = {
  'settings.updated': ({ settings }, { queryClient }) => {
    queryClient.setQueryData(settingsQuery.queryKey, settings);
    const state = sessionStore.get();
    if (state.status !== 'authenticated') return;
    const { user } = state.session;
    updateMe({ ...user, company: { ...user.company, ...settingsOfMe.parse(settings) } });
  },
};
