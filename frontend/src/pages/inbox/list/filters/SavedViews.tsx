import Box from '@mui/material/Box';
import ListItemButton from '@mui/material/ListItemButton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { roleIncludes } from '@ticketz/contract/endpoint';
import type { TicketView } from '@ticketz/contract/ticket-views';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../../api/session.ts';
import { useDeleteView, useShareView, viewsQuery } from '../../../../features/ticket-views/view-queries.ts';
import { tidyFilter } from '../../../../features/tickets/ticket-filter.ts';
import { errorText } from '../../../../ui/error-text.ts';
import { PeopleIcon } from '../../../../ui/icons/PeopleIcon.tsx';
import { PersonIcon } from '../../../../ui/icons/PersonIcon.tsx';
import { TrashIcon } from '../../../../ui/icons/TrashIcon.tsx';
import { type MenuAction, MoreMenu } from '../../../../ui/MoreMenu.tsx';
import { showToast } from '../../../../ui/toast.ts';
import { showView, useInboxView } from '../../inbox-view.ts';

/** What this person may do with a view: an admin shares, and changes what is shared. */
function useViewActions(view: TicketView): MenuAction[] {
  const { t } = useTranslation('lists');
  const me = useMe();
  const share = useShareView();
  const remove = useDeleteView();
  const admin = me !== null && roleIncludes(me.role, 'admin');
  const own = me?.id === view.ownerId;
  const onError = (error: unknown) => void showToast({ text: errorText(error) });
  if (!own && !admin) return [];
  const sharing: MenuAction = {
    label: t(view.shared ? 'views.unshare' : 'views.shareNow'),
    icon: view.shared ? PersonIcon : PeopleIcon,
    run: () => share.mutate({ viewId: view.id, shared: !view.shared }, { onError }),
  };
  const onSuccess = () => void showToast({ text: t('views.deleted') });
  const deleting: MenuAction = {
    label: t('views.delete'),
    icon: TrashIcon,
    danger: true,
    run: () => remove.mutate(view.id, { onError, onSuccess }),
  };
  return (view.shared ? own : admin) ? [sharing, deleting] : [deleting];
}

function ViewItem({ view, onChosen }: { view: TicketView; onChosen: () => void }) {
  const { t } = useTranslation('lists');
  const { tab, filter } = useInboxView();
  const actions = useViewActions(view);
  const current = tab === view.tab && JSON.stringify(filter) === JSON.stringify(tidyFilter(view.filter));
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', paddingInlineEnd: 1 }}>
      <ListItemButton
        selected={current}
        aria-current={current ? 'true' : undefined}
        onClick={() => {
          showView(view);
          onChosen();
        }}
        sx={{ minHeight: 44, borderRadius: 1, mx: 0.75, gap: 1, minWidth: 0 }}
      >
        <Box
          component="span"
          sx={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {view.name}
        </Box>
        {view.shared ? (
          <Typography component="span" variant="caption" sx={{ flex: 'none', color: 'text.secondary' }}>
            {t('views.shared')}
          </Typography>
        ) : null}
      </ListItemButton>
      {actions.length > 0 ? <MoreMenu name={view.name} actions={actions} /> : null}
    </Box>
  );
}

/** The lists that were given a name: one click shows them. */
export function SavedViews({ onChosen }: { onChosen: () => void }) {
  const { t } = useTranslation('lists');
  const { data: views } = useQuery(viewsQuery);
  return (
    <Box sx={{ pt: 2, pb: 1 }}>
      <Typography variant="caption" component="h2" sx={{ px: 2, color: 'text.secondary' }}>
        {t('views.title')}
      </Typography>
      {views?.length === 0 ? (
        <Typography variant="body2" sx={{ px: 2, py: 1, color: 'text.secondary' }}>
          {t('views.none')}
        </Typography>
      ) : null}
      {views?.length === 0 ? null : (
        <Box
          component="ul"
          aria-label={t('views.title')}
          sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 220, overflowY: 'auto', minHeight: 44 }}
        >
          {views?.map((view) => (
            <ViewItem key={view.id} view={view} onChosen={onChosen} />
          ))}
        </Box>
      )}
    </Box>
  );
}
