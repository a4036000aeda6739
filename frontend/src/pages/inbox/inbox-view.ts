import { type TicketFilter, type TicketTab, ticketTabs } from '@ticketz/contract/tickets';
import type { TicketAction } from '../../features/tickets/ticket-actions.ts';
import { noFilter, tidyFilter } from '../../features/tickets/ticket-filter.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { createStore, useStore } from '../../lib/store.ts';

/** What the inbox shows beside the conversation; kept while one goes to other pages, the tab also over a reload. */
interface InboxView {
  tab: TicketTab;
  search: string;
  filter: TicketFilter;
  contactOpen: boolean;
}

const tabKey = 'ticketz.inbox.tab';
const contactKey = 'ticketz.inbox.contact';

const view = createStore<InboxView>({
  tab: ticketTabs.find((tab) => tab === readStored(tabKey)) ?? 'waiting',
  search: '',
  filter: noFilter,
  contactOpen: readStored(contactKey) !== 'closed',
});

export function useInboxView(): InboxView {
  return useStore(view);
}

export function showTab(tab: TicketTab): void {
  writeStored(tabKey, tab);
  view.set({ ...view.get(), tab, search: '' });
}

export function setFilter(filter: TicketFilter): void {
  view.set({ ...view.get(), filter: tidyFilter(filter) });
}

/** Goes to a tab as it is narrowed by these filters. */
export function showView({ tab, filter }: { tab: TicketTab; filter: TicketFilter }): void {
  showTab(tab);
  setFilter(filter);
}

/** Who takes a ticket goes with it to the list that it is in now; a search stays as it is. */
export function followTaken(action: TicketAction): void {
  const { tab, search } = view.get();
  const taken = action === 'accept' || action === 'reopen';
  if (taken && search === '' && (tab === 'waiting' || tab === 'closed')) showTab('mine');
}

export function setSearch(search: string): void {
  view.set({ ...view.get(), search });
}

export function setContactOpen(contactOpen: boolean): void {
  writeStored(contactKey, contactOpen ? null : 'closed');
  view.set({ ...view.get(), contactOpen });
}
