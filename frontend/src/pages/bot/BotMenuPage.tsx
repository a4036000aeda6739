import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import type { BotMenu } from '@ticketz/contract/bot-menus';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router-dom';
import { botMenuQuery, useDeleteMenu, useSwitchMenu } from '../../features/chatbot/bot-queries.ts';
import { connectionsQuery } from '../../features/connections/connection-queries.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { errorText } from '../../ui/error-text.ts';
import { BotIcon } from '../../ui/icons/BotIcon.tsx';
import { ClockIcon } from '../../ui/icons/ClockIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { Page } from '../../ui/Page.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { showToast } from '../../ui/toast.ts';
import { BotEditor } from './BotEditor.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { VersionsDialog } from './VersionsDialog.tsx';

/** Publishes, looks back, switches off, deletes. */
function MenuActions({ menu }: { menu: BotMenu }) {
  const { t } = useTranslation(['bot', 'common']);
  const navigate = useNavigate();
  const [shown, setShown] = useState<'publish' | 'versions' | 'delete' | null>(null);
  const toggle = useSwitchMenu(menu);
  const remove = useDeleteMenu(menu.id);
  const close = () => setShown(null);
  const gaps = menu.problems.length;
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <Button variant="contained" disabled={gaps > 0 || !menu.changed} onClick={() => setShown('publish')}>
        {t('publish.button')}
      </Button>
      <MoreMenu
        name={t('menu')}
        actions={[
          { label: t('versions.title'), icon: ClockIcon, run: () => setShown('versions') },
          {
            label: t(menu.active ? 'switchOff' : 'switchOn'),
            icon: BotIcon,
            run: () =>
              toggle.mutate(!menu.active, { onError: (error) => showToast({ text: errorText(error) }) }),
          },
          { label: t('common:action.delete'), icon: TrashIcon, run: () => setShown('delete'), danger: true },
        ]}
      />
      {shown === 'publish' ? <PublishDialog menu={menu} onClose={close} /> : null}
      {shown === 'versions' ? <VersionsDialog menuId={menu.id} onClose={close} /> : null}
      <ConfirmDialog
        open={shown === 'delete'}
        title={t('deleteTitle')}
        text={t('deleteText')}
        confirmLabel={t('common:action.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate('/bot') })}
        onClose={close}
      />
    </Box>
  );
}

function useDescription(menu: BotMenu | undefined): string {
  const { t } = useTranslation('bot');
  if (!menu) return '';
  if (!menu.active) return t('state.off');
  if (menu.problems.length > 0) return t('gaps', { count: menu.problems.length });
  if (!menu.published) return t('state.draft');
  return t(menu.changed ? 'state.changed' : 'state.live', { number: menu.published.number });
}

/** One menu of the bot: its draft, and what customers get. */
export function BotMenuPage() {
  const { t } = useTranslation('bot');
  const { menuId = '' } = useParams();
  const query = useQuery(botMenuQuery(menuId));
  const { data: connections = [] } = useQuery(connectionsQuery);
  const menu = query.data;
  const name = connections.find(({ id }) => id === menu?.connectionId)?.name;
  return (
    <Page
      title={name ? t('menuOf', { name }) : t('menuOfAll')}
      back={{ to: '/bot', label: t('title') }}
      description={useDescription(menu)}
      action={menu ? <MenuActions menu={menu} /> : undefined}
      width={1180}
    >
      <QueryView query={query} skeleton={<CardsSkeleton height={72} count={5} />}>
        {(found) => <BotEditor menu={found} />}
      </QueryView>
    </Page>
  );
}
