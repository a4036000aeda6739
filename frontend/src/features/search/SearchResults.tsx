import Box from '@mui/material/Box';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { MessageFilter } from '@ticketz/contract/search';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { LoadFailed } from '../../ui/LoadFailed.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { FilterChips } from './FilterChips.tsx';
import { aimAt, type Result, ResultOption } from './ResultOption.tsx';
import { showActiveResult, takeResultKeys } from './result-keys.ts';
import { messageSearchQuery, searchQuery } from './search-queries.ts';
import { useReachEnd } from './use-reach-end.ts';

interface SearchResultsProps {
  /** As typed a moment ago; not empty. */
  text: string;
  selectedId: string | null;
  skeleton: ReactNode;
  empty: ReactNode;
}

interface Group {
  title: string;
  results: Result[];
}

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at <= 0 ? count : at) - 1,
};

/** People, tickets and messages in groups; the field above walks through them with the arrows. */
export function SearchResults({ text, selectedId, skeleton, empty }: SearchResultsProps) {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const listId = useId();
  const [filter, setFilter] = useState<MessageFilter>({});
  const [position, setPosition] = useState({ text, at: -1 });
  const filtered = Object.keys(filter).length > 0;
  const all = useQuery({ ...searchQuery(text), placeholderData: keepPreviousData });
  const found = useInfiniteQuery({
    ...messageSearchQuery(text, filter),
    placeholderData: filtered ? undefined : keepPreviousData,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const hits = found.data?.pages.flatMap((page) => page.items) ?? [];
  const groups: Group[] = [
    ...(filtered || !all.data ? [] : peopleAndTickets(all.data)),
    { title: t('messages'), results: hits.map((hit) => ({ type: 'message' as const, key: hit.id, hit })) },
  ].filter(({ results }) => results.length > 0);
  const results = groups.flatMap((group) => group.results);
  const at = position.text === text ? Math.min(position.at, results.length - 1) : -1;
  const optionId = (key: string) => `${listId}-${key}`;
  const activeId = results[at] ? optionId(results[at].key) : undefined;
  const end = useReachEnd(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, found.data?.pages.length ?? 0);

  function peopleAndTickets({ contacts, tickets }: NonNullable<typeof all.data>): Group[] {
    return [
      {
        title: t('tickets'),
        results: tickets.map((ticket) => ({ type: 'ticket', key: ticket.id, ticket })),
      },
      {
        title: t('contacts'),
        results: contacts.map(({ contact, ticket }) => ({ type: 'contact', key: contact.id, ticket })),
      },
    ];
  }
  function open(result: Result): void {
    void navigate(`/tickets/${aimAt(result)}`);
  }
  const handle = useRef<(key: string) => boolean>(() => false);
  useEffect(() => {
    handle.current = (key) => {
      const step = steps[key];
      if (step && results.length > 0) setPosition({ text, at: step(at, results.length) });
      const chosen = key === 'Enter' ? results[Math.max(at, 0)] : undefined;
      if (chosen) open(chosen);
      return Boolean(step ?? chosen);
    };
  });
  useEffect(() => takeResultKeys((key) => handle.current(key)), [handle]);
  useEffect(() => {
    showActiveResult({ listId, optionId: activeId });
    return () => showActiveResult(null);
  }, [listId, activeId]);

  function content(): ReactNode {
    if (found.isError && !found.data)
      return <LoadFailed error={found.error} onRetry={() => void found.refetch()} />;
    if (found.isPending || all.isPending) return skeleton;
    if (results.length === 0 && !hasNextPage) return empty;
    return (
      <Box sx={{ flex: 1, minHeight: 0, overflowY: 'auto', pb: 1 }}>
        <div id={listId} role="listbox" aria-label={t('results')}>
          {groups.map(({ title, results: shown }) => (
            <div key={title} role="group" aria-label={title}>
              <Box
                aria-hidden
                sx={{
                  px: 2,
                  pt: 1.5,
                  pb: 0.5,
                  typography: 'caption',
                  fontWeight: 600,
                  color: 'text.secondary',
                }}
              >
                {title}
              </Box>
              {shown.map((result) => (
                <ResultOption
                  key={result.key}
                  id={optionId(result.key)}
                  result={result}
                  active={optionId(result.key) === activeId}
                  selected={result.type !== 'message' && result.ticket.id === selectedId}
                  onOpen={() => open(result)}
                />
              ))}
            </div>
          ))}
        </div>
        <Box
          ref={end}
          role="status"
          sx={{ px: 2, py: 2, typography: 'caption', color: 'text.secondary', textAlign: 'center' }}
        >
          {hasNextPage ? t(results.length > 0 ? 'keepLooking' : 'nothingYet') : t('searchedAll')}
        </Box>
      </Box>
    );
  }
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <FilterChips filter={filter} onChange={setFilter} />
      {content()}
      <VisuallyHidden>
        <span role="status">{found.isPending ? t('searching') : t('count', { count: results.length })}</span>
      </VisuallyHidden>
    </Box>
  );
}
