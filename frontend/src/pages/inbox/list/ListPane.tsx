import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, type RefObject, Suspense, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltered, noFilter } from '../../../features/tickets/ticket-filter.ts';
import { flattenPages } from '../../../features/tickets/ticket-pages.ts';
import { ticketListQuery } from '../../../features/tickets/ticket-queries.ts';
import { useTicketSelection } from '../../../features/tickets/ticket-selection.ts';
import { loadFindTexts, loadListTexts } from '../../../i18n/i18n.ts';
import { useDebounced } from '../../../lib/useDebounced.ts';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { NoResults } from '../../../ui/NoResults.tsx';
import { setFilter, setSearch, showTab, useInboxView } from '../inbox-view.ts';
import { EmptyList } from './EmptyList.tsx';
import { FilterButton } from './FilterButton.tsx';
import { NothingFits } from './NothingFits.tsx';
import { RowsSkeleton } from './RowsSkeleton.tsx';
import { TicketRows } from './TicketRows.tsx';
import { TicketSearch } from './TicketSearch.tsx';
import { TicketTabs } from './TicketTabs.tsx';
import { UnreachableNotice } from './UnreachableNotice.tsx';

const ActiveFilters = lazy(async () => {
  const [part] = await Promise.all([import('./filters/ActiveFilters.tsx'), loadListTexts()]);
  return { default: part.ActiveFilters };
});

const SearchResults = lazy(async () => {
  const [{ SearchResults: Results }] = await Promise.all([
    import('../../../features/search/SearchResults.tsx'),
    loadFindTexts(),
  ]);
  return { default: Results };
});

const BulkBar = lazy(async () => {
  const [part] = await Promise.all([import('./bulk/BulkBar.tsx'), loadListTexts()]);
  return { default: part.BulkBar };
});

interface ListPaneProps {
  selectedId: string | null;
  searchRef: RefObject<HTMLInputElement | null>;
  /** Buttons beside the title. */
  tools: ReactNode;
}

/** Which tickets there are. A search looks through all of them, whatever the tab and the filter. */
export function ListPane({ selectedId, searchRef, tools }: ListPaneProps) {
  const { t } = useTranslation(['tickets', 'inbox']);
  const panelId = useId();
  const { tab, search, filter } = useInboxView();
  const filtered = isFiltered(filter);
  const wanted = useDebounced(search.trim());
  const searching = search.trim() !== '';
  const list = useInfiniteQuery(ticketListQuery(tab, '', filter));
  const tickets = flattenPages(list.data);
  const ticked = useTicketSelection();

  function content(): ReactNode {
    if (searching) {
      const empty = <NoResults search={search.trim()} onClear={() => setSearch('')} />;
      return wanted ? (
        <Suspense fallback={<RowsSkeleton />}>
          <SearchResults
            text={wanted}
            selectedId={selectedId}
            skeleton={<RowsSkeleton />}
            empty={wanted === search.trim() ? empty : <RowsSkeleton />}
          />
        </Suspense>
      ) : (
        <RowsSkeleton />
      );
    }
    if (list.isPending) return <RowsSkeleton />;
    if (list.isError && !list.data)
      return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
    if (tickets.length > 0) {
      return (
        <TicketRows
          key={tab + JSON.stringify(filter)}
          tickets={tickets}
          selectedId={selectedId}
          showStatus={tab === 'all'}
          onReachEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      );
    }
    return filtered ? <NothingFits onClear={() => setFilter(noFilter)} /> : <EmptyList tab={tab} />;
  }

  return (
    <Box
      component="section"
      aria-label={t('inbox:list')}
      sx={{ height: '100%', display: 'flex', flexDirection: 'column', bgcolor: 'background.paper' }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', px: 2, pt: 1.5, pb: 1, minHeight: 60 }}>
        <Typography variant="h2" component="h1" sx={{ flex: 1 }}>
          {t('inbox:title')}
        </Typography>
        <FilterButton />
        {tools}
      </Box>
      <Box sx={{ px: 2, pb: 1 }}>
        <TicketSearch value={search} onChange={setSearch} inputRef={searchRef} />
      </Box>
      {searching ? null : <TicketTabs tab={tab} panelId={panelId} onChange={showTab} />}
      {filtered && !searching ? (
        <Suspense fallback={<Box sx={{ minHeight: 44, flex: 'none' }} />}>
          <ActiveFilters filter={filter} onChange={setFilter} />
        </Suspense>
      ) : null}
      <UnreachableNotice />
      <Box
        id={panelId}
        role={searching ? undefined : 'tabpanel'}
        aria-labelledby={searching ? undefined : `${panelId}-${tab}`}
        sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', overflowY: 'auto', pt: 0.75 }}
      >
        {content()}
      </Box>
      {ticked.size > 0 && !searching ? (
        <Suspense>
          <BulkBar ids={ticked} shown={tickets} />
        </Suspense>
      ) : null}
    </Box>
  );
}
