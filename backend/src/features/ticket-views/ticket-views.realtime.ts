import './ticket-views.events.ts';
import type { TicketView } from '@ticketz/contract/ticket-views';
import { mapToRealtime } from '../../core/events.ts';
import { rooms } from '../../core/realtime.ts';

/** A view is its owner's, and everybody's while it is shared. */
export function mapTicketViewsToRealtime(): void {
  mapToRealtime('ticketView.changed', ({ companyId, view, wasShared }) => {
    const now = audience(companyId, view);
    const updated = { type: 'ticketView.updated', data: { view }, rooms: now } as const;
    if (!wasShared || view.shared) return [updated];
    const then = [rooms.company(companyId)];
    return [updated, { type: 'ticketView.removed', data: { viewId: view.id }, rooms: then, except: now }];
  });
  mapToRealtime('ticketView.deleted', ({ companyId, view }) => [
    { type: 'ticketView.removed', data: { viewId: view.id }, rooms: audience(companyId, view) },
  ]);
}

function audience(companyId: string, { shared, ownerId }: TicketView): string[] {
  return shared ? [rooms.company(companyId)] : [rooms.user(companyId, ownerId)];
}
