import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import { useQuery } from '@tanstack/react-query';
import type { BotMenuSummary } from '@ticketz/contract/bot-menus';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { botMenusQuery, useCreateMenu } from '../../features/chatbot/bot-queries.ts';
import { connectionsQuery } from '../../features/connections/connection-queries.ts';
import { queuesQuery } from '../../features/queues/queue-queries.ts';
import { CardRow } from '../../ui/CardRow.tsx';
import { errorText } from '../../ui/error-text.ts';
import { Page } from '../../ui/Page.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { showToast } from '../../ui/toast.ts';
import { firstTree } from './first-tree.ts';

/** What customers of a connection get at this moment, in words. */
function useStateWords(menu: BotMenuSummary | undefined, isDefault: boolean): string {
  const { t } = useTranslation('bot');
  if (!menu) return t(isDefault ? 'state.none' : 'state.inherits');
  if (!menu.active) return t('state.off');
  if (!menu.published) return t('state.draft');
  return t(menu.changed ? 'state.changed' : 'state.live', { number: menu.published.number });
}

interface PlaceProps {
  name: string;
  connectionId: string | null;
  menu: BotMenuSummary | undefined;
}

/** One connection, or all of them, with its menu or the way to make one. */
function Place({ name, connectionId, menu }: PlaceProps) {
  const { t } = useTranslation(['bot', 'common']);
  const navigate = useNavigate();
  const create = useCreateMenu();
  const { data: queues = [] } = useQuery(queuesQuery);
  const words = useStateWords(menu, connectionId === null);
  const own = connectionId ? queues.filter((queue) => queue.connectionIds.includes(connectionId)) : queues;
  const begin = () =>
    create.mutate(
      { connectionId, draft: firstTree(own, t) },
      {
        onSuccess: ({ id }) => void navigate(`/bot/${id}`),
        onError: (error) => showToast({ text: errorText(error) }),
      },
    );
  return (
    <CardRow height={72}>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="strong">{name}</Box>
        <Box sx={{ mt: 0.25, color: 'text.secondary' }}>{words}</Box>
      </Box>
      {menu ? (
        <Button
          component={Link}
          to={`/bot/${menu.id}`}
          variant="outlined"
          aria-label={t('openFor', { name })}
        >
          {t('open')}
        </Button>
      ) : (
        <Button
          variant="outlined"
          loading={create.isPending}
          onClick={begin}
          aria-label={t('createFor', { name })}
        >
          {t('create')}
        </Button>
      )}
    </CardRow>
  );
}

/** The bot's menus: one for everybody, and those of connections that have their own. */
export function BotPage() {
  const { t } = useTranslation('bot');
  const query = useQuery(botMenusQuery);
  const { data: connections = [] } = useQuery(connectionsQuery);
  return (
    <Page title={t('title')} description={t('description')}>
      <QueryView query={query} skeleton={<CardsSkeleton height={72} count={3} />}>
        {(menus) => (
          <Card component="ul" aria-label={t('title')} sx={{ p: 0, m: 0, listStyle: 'none' }}>
            <Place
              name={t('everywhere')}
              connectionId={null}
              menu={menus.find(({ connectionId }) => connectionId === null)}
            />
            {connections.map(({ id, name }) => (
              <Place
                key={id}
                name={name}
                connectionId={id}
                menu={menus.find(({ connectionId }) => connectionId === id)}
              />
            ))}
          </Card>
        )}
      </QueryView>
    </Page>
  );
}
