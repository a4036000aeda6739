import type { QueryClient } from '@tanstack/react-query';
import { type BulkChange, type BulkOutcome, bulkActionEndpoints } from '@ticketz/contract/bulk-actions';
import i18next from 'i18next';
import { callApi } from '../../api/call-api.ts';
import { errorText } from '../../ui/error-text.ts';
import { dismissToast, showToast } from '../../ui/toast.ts';
import { applyTicket } from './ticket-cache.ts';

const undoWithinMs = 5_000;
let lastOffer = 0;

function apply(queryClient: QueryClient, { tickets }: BulkOutcome): void {
  for (const ticket of tickets) applyTicket(queryClient, ticket);
}

/** What was left as it was, and the reason most of them share. */
function refusalText({ refused }: BulkOutcome): string {
  const [first] = refused;
  if (!first) return '';
  const reason = i18next.t(`errors:${first.code}`);
  return i18next.t('lists:bulk.refused', { count: refused.length, reason });
}

/** Makes the tickets what they were before, and says which can't be so any more. */
export async function undoBulkAction(queryClient: QueryClient, bulkActionId: string): Promise<void> {
  try {
    const outcome = await callApi(bulkActionEndpoints.undoBulkAction, { params: { bulkActionId } });
    apply(queryClient, outcome);
    if (outcome.refused.length > 0) showToast({ text: refusalText(outcome) });
  } catch (error) {
    showToast({ text: errorText(error) });
  }
}

/** Changes many tickets, says what came of it, and offers to undo it for five seconds. False when nothing was done. */
export async function changeManyTickets(queryClient: QueryClient, change: BulkChange): Promise<boolean> {
  try {
    const outcome = await callApi(bulkActionEndpoints.changeTickets, { body: change });
    apply(queryClient, outcome);
    const { bulkActionId } = outcome;
    const done = i18next.t(`lists:bulk.done.${change.kind}`, { count: outcome.tickets.length });
    const parts = [outcome.tickets.length > 0 ? done : '', refusalText(outcome)].filter(Boolean);
    const action = bulkActionId && {
      label: i18next.t('common:action.undo'),
      key: 'Z',
      run: () => void undoBulkAction(queryClient, bulkActionId),
    };
    dismissToast(lastOffer);
    lastOffer = showToast({
      text: parts.join(' '),
      ...(action ? { action, durationMs: undoWithinMs } : {}),
    });
    return outcome.tickets.length > 0;
  } catch (error) {
    showToast({ text: errorText(error) });
    return false;
  }
}
