import { useDroppable } from '@dnd-kit/core';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useReachEnd } from '../../features/search/use-reach-end.ts';
import { TagDot } from '../../features/tags/TagChip.tsx';
import { isFiltered } from '../../features/tickets/ticket-filter.ts';
import { flattenPages } from '../../features/tickets/ticket-pages.ts';
import { ticketListQuery } from '../../features/tickets/ticket-queries.ts';
import { useSeen } from '../../lib/use-seen.ts';
import { useDelayed } from '../../lib/useDelayed.ts';
import { LoadFailed } from '../../ui/LoadFailed.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { BoardCard } from './BoardCard.tsx';
import type { Column } from './board-columns.ts';
import { useMoves, withMoves } from './board-moves.ts';

const mostShown = 999;

function Count({ total }: { total: number | undefined }) {
  const { t } = useTranslation('todo');
  if (total === undefined) return null;
  const many = total > mostShown;
  return (
    <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, fontSize: '0.875rem' }}>
      <span aria-hidden>{many ? `${mostShown}+` : total}</span>
      <VisuallyHidden>, {many ? t('board.many') : t('board.count', { count: total })}</VisuallyHidden>
    </Box>
  );
}

function CardsSkeleton() {
  if (!useDelayed()) return null;
  return [0, 1, 2].map((index) => (
    <Skeleton key={index} component="li" variant="rounded" height={92} sx={{ listStyle: 'none' }} />
  ));
}

interface BoardColumnProps {
  column: Column;
  columns: Column[];
  total: number | undefined;
  /** The columns share the width; else they have one of their own, and the board scrolls. */
  wide: boolean;
  onMove: (ticket: Ticket, from: Column, to: Column) => void;
}

/** A column of the board, page by page as one scrolls. */
export function BoardColumn({ column, columns, total, wide, onMove }: BoardColumnProps) {
  const { t } = useTranslation('todo');
  const titleId = useId();
  const { setNodeRef, isOver } = useDroppable({ id: column.key, data: { column } });
  const [seen, seenRef] = useSeen();
  // Of many tags' columns only those that somebody looks at are loaded.
  const list = useInfiniteQuery({ ...ticketListQuery(column.list, '', column.filter), enabled: seen });
  const tickets = withMoves(column.key, flattenPages(list.data), useMoves());
  const more = () => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  const end = useReachEnd(more, tickets.length);

  function content(): ReactNode {
    if (list.isPending) return <CardsSkeleton />;
    if (list.isError && !list.data) {
      return (
        <li>
          <LoadFailed error={list.error} onRetry={() => void list.refetch()} />
        </li>
      );
    }
    if (tickets.length > 0) {
      return tickets.map((ticket) => (
        <BoardCard key={ticket.id} ticket={ticket} column={column} columns={columns} onMove={onMove} />
      ));
    }
    const words = t(
      isFiltered(column.filter) && column.list !== 'active' ? 'board.emptyFiltered' : 'board.empty',
    );
    return (
      <Typography component="li" variant="body2" sx={{ color: 'text.secondary', px: 1, py: 2 }}>
        {words}
      </Typography>
    );
  }

  return (
    <Box
      component="section"
      ref={setNodeRef}
      aria-labelledby={titleId}
      sx={{
        flex: wide ? { xs: '0 0 86%', sm: '1 1 0' } : { xs: '0 0 86%', sm: '0 0 300px' },
        minWidth: { sm: 250 },
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        scrollSnapAlign: 'center',
        bgcolor: isOver ? 'surface.selected' : 'surface.rail',
        borderRadius: 1.5,
        outline: isOver ? 2 : 0,
        outlineStyle: 'solid',
        outlineColor: 'primary.main',
      }}
    >
      <Typography
        id={titleId}
        variant="h3"
        component="h2"
        sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 1.5, pt: 1.5, pb: 1 }}
      >
        {column.color ? <TagDot color={column.color} /> : null}
        <Box component="span" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {column.title}
        </Box>
        <Count total={total} />
      </Typography>
      <Box
        component="ul"
        ref={seenRef}
        aria-labelledby={titleId}
        sx={{
          flex: 1,
          minHeight: 0,
          overflowY: 'auto',
          position: 'relative',
          m: 0,
          p: 1,
          pt: 0,
          listStyle: 'none',
          display: 'flex',
          flexDirection: 'column',
          gap: 1,
        }}
      >
        {content()}
        {list.hasNextPage ? (
          <li ref={end}>
            <Button fullWidth loading={list.isFetchingNextPage} onClick={more}>
              {t('board.loadMore')}
            </Button>
          </li>
        ) : null}
      </Box>
    </Box>
  );
}
