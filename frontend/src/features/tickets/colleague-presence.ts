import { type TicketPresence, ticketEndpoints } from '@ticketz/contract/tickets';
import { useEffect } from 'react';
import { callApi } from '../../api/call-api.ts';
import { createStore, useStore, useStoreValue } from '../../lib/store.ts';
import { tabId } from '../../lib/tab-id.ts';
import { myId } from './ticket-queries.ts';

type State = TicketPresence['state'];
export type Present = Pick<TicketPresence, 'user' | 'state'>;

const saidEveryMs = 20_000;
/** Who has said nothing for so long isn't there any more, whatever became of the browser. */
const forgottenAfterMs = 45_000;

const present = createStore<ReadonlyMap<string, TicketPresence>>(new Map());
const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Which ticket this tab tells about. */
let told: string | null = null;
const writing = createStore<{ ticketId: string; state: 'replying' | 'noting' } | null>(null);

/** A colleague's tab is gone. */
export function dropTab(tab: string): void {
  clearTimeout(timers.get(tab));
  timers.delete(tab);
  if (!present.get().has(tab)) return;
  const next = new Map(present.get());
  next.delete(tab);
  present.set(next);
}

/** A colleague says where they are. Who has just come is told that this person is here, too. */
export function notePresence(news: TicketPresence): void {
  if (news.tab === tabId || news.user.id === myId()) return;
  if (news.state === 'gone') {
    if (present.get().get(news.tab)?.ticketId === news.ticketId) dropTab(news.tab);
    return;
  }
  clearTimeout(timers.get(news.tab));
  timers.set(
    news.tab,
    setTimeout(() => dropTab(news.tab), forgottenAfterMs),
  );
  present.set(new Map(present.get()).set(news.tab, news));
  if (news.asks && told === news.ticketId) say(news.ticketId, stateIn(news.ticketId), false);
}

function stateIn(ticketId: string): State {
  const now = writing.get();
  return now?.ticketId === ticketId ? now.state : 'here';
}

function say(ticketId: string, state: State, asks: boolean): void {
  // A nicety: when it can't be told, nothing else should happen.
  void callApi(ticketEndpoints.sendPresence, {
    params: { ticketId },
    body: { tab: tabId, state, asks },
  }).catch(() => undefined);
}

/** What the composer tells: somebody writes here; null when they rest. */
export function setWriting(ticketId: string, state: 'replying' | 'noting' | null): void {
  const now = writing.get();
  if (state === null) {
    if (now?.ticketId === ticketId) writing.set(null);
  } else if (now?.ticketId !== ticketId || now.state !== state) writing.set({ ticketId, state });
}

/** Tells colleagues that this person looks at the ticket, as long as they do. */
export function useTellPresence(ticketId: string, looking: boolean): void {
  const state = useStoreValue(writing, () => stateIn(ticketId));
  useEffect(() => {
    if (!looking) return undefined;
    told = ticketId;
    const leave = () => say(ticketId, 'gone', false);
    window.addEventListener('pagehide', leave);
    return () => {
      told = null;
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [ticketId, looking]);
  useEffect(() => {
    if (!looking) return undefined;
    say(ticketId, state, state === 'here');
    const timer = setInterval(() => say(ticketId, state, false), saidEveryMs);
    return () => clearInterval(timer);
  }, [ticketId, looking, state]);
}

const rank: Record<State, number> = { replying: 2, noting: 1, here: 0, gone: -1 };

/** The colleagues who are in the ticket now, those who write first. */
export function usePresent(ticketId: string): Present[] {
  const all = useStore(present);
  const byUser = new Map<string, Present>();
  for (const one of all.values()) {
    if (one.ticketId !== ticketId) continue;
    const known = byUser.get(one.user.id);
    if (!known || rank[one.state] > rank[known.state]) byUser.set(one.user.id, one);
  }
  return [...byUser.values()].toSorted((one, other) => rank[other.state] - rank[one.state]);
}
