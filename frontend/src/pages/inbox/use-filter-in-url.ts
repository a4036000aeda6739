import { ticketTabs } from '@ticketz/contract/tickets';
import { useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType, useSearchParams } from 'react-router-dom';
import { filterFromParams, filterToParams, isFiltered } from '../../features/tickets/ticket-filter.ts';
import { setFilter, showView, useInboxView } from './inbox-view.ts';

/** The address names the filters, with their tab: it can be reloaded, kept and passed on. */
export function useFilterInUrl(): void {
  const [params, setParams] = useSearchParams();
  const { tab, filter } = useInboxView();
  const { key } = useLocation();
  const arrival = useNavigationType();
  const readAt = useRef<string | null>(null);

  useEffect(() => {
    // Where somebody came by an address or by going back, it says what is shown; elsewhere it follows.
    if (arrival === NavigationType.Pop && readAt.current !== key) {
      readAt.current = key;
      const named = filterFromParams(params);
      const namedTab = ticketTabs.find((name) => name === params.get('tab'));
      if (isFiltered(named) && namedTab) showView({ tab: namedTab, filter: named });
      else setFilter(named);
      return;
    }
    const next = new URLSearchParams(params);
    filterToParams(filter, next);
    if (isFiltered(filter)) next.set('tab', tab);
    else next.delete('tab');
    if (next.toString() !== params.toString()) setParams(next, { replace: true });
  }, [arrival, key, params, setParams, tab, filter]);
}
