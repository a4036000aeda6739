import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import type { StarredMessage } from '@ticketz/contract/stars';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { formatListTime } from '../../../lib/dates.ts';
import { atMostLines, oneLine } from '../../../ui/cut-lines.ts';
import { FilledStarIcon } from '../../../ui/icons/FilledStarIcon.tsx';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { jumpTo } from '../jump.ts';
import { setStar, starredQuery } from './star-queries.ts';

const threeLines = atMostLines(3);

/** Who wrote it; in a list over all conversations also to whom. */
function useWho({ message, ticket }: StarredMessage, several: boolean): string {
  const { t } = useTranslation('search');
  const { name } = ticket.contact;
  if (message.direction === 'inbound') return name;
  const writer = message.author?.name ?? t('us');
  return several ? t('writerTo', { writer, name }) : writer;
}

function Row({ starred, several }: { starred: StarredMessage; several: boolean }) {
  const { t, i18n } = useTranslation(['search', 'messages']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { message, ticket } = starred;
  const who = useWho(starred, several);
  const kind = message.kind === 'text' || message.kind === 'note' ? '' : t(`messages:kind.${message.kind}`);
  function open(): void {
    jumpTo(ticket.id, message.id);
    void navigate(`/tickets/${ticket.id}`);
  }
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5 }}>
      <ButtonBase
        onClick={open}
        title={t('showMessage')}
        sx={{
          display: 'block',
          flex: 1,
          minWidth: 0,
          minHeight: 44,
          px: 1,
          py: 0.75,
          borderRadius: 2,
          textAlign: 'start',
          '&:hover': { bgcolor: 'surface.hover' },
        }}
      >
        <Box sx={{ display: 'flex', gap: 1, typography: 'caption', color: 'text.secondary' }}>
          <Box component="span" dir="auto" sx={{ ...oneLine, flex: 1 }}>
            {who}
          </Box>
          <span>{formatListTime(new Date(message.sentAt), i18n.language)}</span>
        </Box>
        <Box dir="auto" sx={{ ...threeLines, typography: 'body2' }}>
          {[kind, message.text].filter(Boolean).join(' · ')}
        </Box>
      </ButtonBase>
      <Tooltip title={t('unstar')}>
        <IconButton
          aria-label={t('unstar')}
          onClick={() => void setStar(queryClient, message, false)}
          sx={{ color: 'warning.main' }}
        >
          <FilledStarIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}

interface StarredMessagesProps {
  /** Null: of all conversations. */
  ticketId: string | null;
  /** Where there are none. */
  empty: ReactNode;
}

/** What this person has put a star on; a click shows where it was said. */
export function StarredMessages({ ticketId, empty }: StarredMessagesProps) {
  const { t } = useTranslation('search');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    starredQuery(ticketId),
  );
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={56} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return empty;
  return (
    <>
      <Box component="ul" aria-label={t('starred')} sx={{ listStyle: 'none', m: 0, mx: -1, p: 0 }}>
        {items.map((one) => (
          <Row key={one.message.id} starred={one} several={ticketId === null} />
        ))}
      </Box>
      {hasNextPage ? (
        <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}
