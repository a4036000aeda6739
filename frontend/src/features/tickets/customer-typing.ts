import type { EphemeralEventData } from '@ticketz/contract/realtime';
import { createStore, useStoreValue } from '../../lib/store.ts';

export type CustomerActivity = 'composing' | 'recording';

/** WhatsApp doesn't always say when somebody stops. */
const forgottenAfterMs = 12_000;
const store = createStore<ReadonlyMap<string, CustomerActivity>>(new Map());
const timers = new Map<string, ReturnType<typeof setTimeout>>();

function show(ticketId: string, activity: CustomerActivity | null): void {
  if ((store.get().get(ticketId) ?? null) === activity) return;
  const next = new Map(store.get());
  if (activity) next.set(ticketId, activity);
  else next.delete(ticketId);
  store.set(next);
}

/** Remembers what a customer is doing until they stop, send, or some seconds have passed. */
export function noteCustomerTyping({ ticketId, state }: EphemeralEventData<'customer.typing'>): void {
  clearTimeout(timers.get(ticketId));
  timers.delete(ticketId);
  if (state === 'paused') return show(ticketId, null);
  show(ticketId, state);
  timers.set(
    ticketId,
    setTimeout(() => noteCustomerTyping({ ticketId, state: 'paused' }), forgottenAfterMs),
  );
}

export function useCustomerActivity(ticketId: string): CustomerActivity | null {
  return useStoreValue(store, (activities) => activities.get(ticketId) ?? null);
}
