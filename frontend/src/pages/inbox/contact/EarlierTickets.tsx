import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { earlierTicketsQuery } from '../../../features/tickets/earlier-tickets-query.ts';
import { formatPeriod } from '../../../lib/dates.ts';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';

function Row({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation('tickets');
  const { number, status, assignee, createdAt, closedAt, lastMessageAt } = ticket;
  const period = formatPeriod(new Date(createdAt), new Date(closedAt ?? lastMessageAt), i18n.language);
  return (
    <Box
      component={Link}
      to={`/tickets/${ticket.id}`}
      sx={{
        display: 'block',
        minHeight: 44,
        px: 1,
        mx: -1,
        py: 0.75,
        borderRadius: 2,
        color: 'inherit',
        textDecoration: 'none',
        '&:hover': { bgcolor: 'surface.hover' },
      }}
    >
      <Box sx={{ typography: 'body2' }}>{period}</Box>
      <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
        {[t('numberAndStatus', { number: String(number), status: t(`status.${status}`) }), assignee?.name]
          .filter(Boolean)
          .join(' · ')}
      </Box>
    </Box>
  );
}

/** The tickets that this contact had before, newest first. */
export function EarlierTickets({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('search');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    earlierTicketsQuery(ticket.id),
  );
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={44} />;
  const tickets = data.pages.flatMap((page) => page.items);
  if (tickets.length === 0) {
    return <Box sx={{ py: 1, typography: 'body2', color: 'text.secondary' }}>{t('noHistory')}</Box>;
  }
  return (
    <Box sx={{ pt: 0.5 }}>
      {tickets.map((one) => (
        <Row key={one.id} ticket={one} />
      ))}
      {hasNextPage ? (
        <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </Box>
  );
}
