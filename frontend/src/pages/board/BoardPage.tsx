import {
  type Active,
  type Announcements,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type Over,
} from '@dnd-kit/core';
import Box from '@mui/material/Box';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type BoardGrouping, boardGroupings, type Ticket } from '@ticketz/contract/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { tagsQuery } from '../../features/tags/tag-queries.ts';
import { boardCountsQuery } from '../../features/tickets/board-counts-query.ts';
import {
  filterFromParams,
  filterToParams,
  isFiltered,
  noFilter,
} from '../../features/tickets/ticket-filter.ts';
import { useDocumentTitle } from '../../lib/document-title.ts';
import { ActiveFilters } from '../inbox/list/filters/ActiveFilters.tsx';
import { CardContent, cardSx } from './BoardCard.tsx';
import { BoardColumn } from './BoardColumn.tsx';
import { BoardFilter } from './BoardFilter.tsx';
import { type Column, useColumns } from './board-columns.ts';
import { focusWanted, moveTicket } from './board-moves.ts';
import { overColumn, useBoardSensors } from './board-sensors.ts';

interface Carried {
  ticket: Ticket;
  column: Column;
}

// What BoardCard and BoardColumn give along.
const carriedBy = (active: Active) => active.data.current as Carried | undefined;
const columnOf = (over: Over | null) => (over?.data.current as { column: Column } | undefined)?.column;

function useAnnouncements(): Announcements {
  const { t } = useTranslation('todo');
  const say =
    (over: 'over' | 'dropped', none: 'nowhere' | 'cancelled') =>
    ({ active, over: target }: { active: Active; over: Over | null }) => {
      const { ticket, column: from } = carriedBy(active) ?? {};
      const column = columnOf(target);
      const words = { name: ticket?.contact.name ?? '', column: (column ?? from)?.title ?? '' };
      return t(`board.${column ? over : none}`, words);
    };
  return {
    onDragStart: ({ active }) => {
      const { ticket, column } = carriedBy(active) ?? {};
      return t('board.picked', { name: ticket?.contact.name ?? '', column: column?.title ?? '' });
    },
    onDragOver: say('over', 'nowhere'),
    onDragEnd: say('dropped', 'cancelled'),
    onDragCancel: ({ active }) => say('dropped', 'cancelled')({ active, over: null }),
  };
}

/** The address says what is shown: by what, and narrowed to what. */
function useBoardAddress() {
  const [params, setParams] = useSearchParams();
  const by: BoardGrouping = params.get('by') === 'tag' ? 'tag' : 'status';
  const filter = filterFromParams(params);
  const show = (next: { by?: BoardGrouping; filter?: typeof filter }) => {
    const to = new URLSearchParams(params);
    to.set('by', next.by ?? by);
    filterToParams(next.filter ?? filter, to);
    setParams(to, { replace: true });
  };
  return { by, filter, show };
}

const columnsOnly = { canScroll: (element: Element) => element !== document.scrollingElement };

/** Tickets in columns, by state or by tag, to be moved from one to another. */
export function BoardPage() {
  const { t } = useTranslation('todo');
  const queryClient = useQueryClient();
  const { by, filter, show } = useBoardAddress();
  const { data: tags = [] } = useQuery(tagsQuery);
  const columns = useColumns(by, filter, tags);
  const counts = useQuery(boardCountsQuery(by, filter));
  const [carried, setCarried] = useState<Ticket | null>(null);
  const sensors = useBoardSensors();
  const announcements = useAnnouncements();
  useDocumentTitle(t('board.title'));

  const move = (ticket: Ticket, from: Column, to: Column) => void moveTicket(queryClient, ticket, from, to);
  function drop({ active, over, activatorEvent }: DragEndEvent): void {
    setCarried(null);
    const { ticket, column: from } = carriedBy(active) ?? {};
    const to = columnOf(over);
    if (!ticket || !from || !to || from.key === to.key) return;
    if (activatorEvent instanceof KeyboardEvent) focusWanted.set(ticket.id);
    move(ticket, from, to);
  }
  const totalOf = (key: string) =>
    counts.data ? (counts.data.columns.find((column) => column.key === key)?.total ?? 0) : undefined;

  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', minHeight: 0 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1.5,
          px: { xs: 2, sm: 3 },
          py: 2,
        }}
      >
        <Typography variant="h1" sx={{ flex: 1 }}>
          {t('board.title')}
        </Typography>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={by}
          aria-label={t('board.by')}
          onChange={(_event, next: BoardGrouping | null) => next && show({ by: next })}
        >
          {boardGroupings.map((name) => (
            <ToggleButton key={name} value={name} sx={{ px: 1.5, minHeight: { xs: 44, sm: 40 } }}>
              {t(name === 'status' ? 'board.byStatus' : 'board.byTag')}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <BoardFilter filter={filter} onChange={(next) => show({ filter: next })} />
      </Box>
      {isFiltered(filter) ? (
        <ActiveFilters filter={filter} onChange={(next) => show({ filter: next ?? noFilter })} />
      ) : null}
      {by === 'tag' && tags.length === 0 ? (
        <Typography variant="body2" sx={{ px: { xs: 2, sm: 3 }, pb: 1.5, color: 'text.secondary' }}>
          {t('board.noTags')}
        </Typography>
      ) : null}
      <DndContext
        sensors={sensors}
        collisionDetection={overColumn}
        // Columns scroll under what is carried; the page itself never does.
        autoScroll={columnsOnly}
        accessibility={{ announcements, screenReaderInstructions: { draggable: t('board.how') } }}
        onDragStart={({ active }) => setCarried(carriedBy(active)?.ticket ?? null)}
        onDragEnd={drop}
        onDragCancel={() => setCarried(null)}
      >
        <Box
          role="group"
          aria-label={t('board.columns')}
          tabIndex={-1}
          sx={{
            flex: 1,
            minHeight: 0,
            display: 'flex',
            gap: 1.5,
            px: { xs: 2, sm: 3 },
            pt: 0.5,
            pb: 2,
            overflowX: 'auto',
            // Holds what is only there for screen readers, which would widen the page.
            position: 'relative',
            scrollSnapType: { xs: carried ? 'none' : 'x mandatory', sm: 'none' },
          }}
        >
          {columns.map((column) => (
            <BoardColumn
              key={column.key}
              column={column}
              columns={columns}
              total={totalOf(column.key)}
              wide={by === 'status'}
              onMove={move}
            />
          ))}
        </Box>
        <DragOverlay dropAnimation={null}>
          {carried ? (
            <Box sx={{ ...cardSx, boxShadow: '0 8px 24px rgb(0 0 0 / 0.2)', cursor: 'grabbing' }}>
              <CardContent ticket={carried} />
            </Box>
          ) : null}
        </DragOverlay>
      </DndContext>
    </Box>
  );
}
