import type { QueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { ticketEndpoints } from '@ticketz/contract/tickets';
import i18next from 'i18next';
import { callApi } from '../../api/call-api.ts';
import { changeManyTickets } from '../../features/tickets/bulk-commands.ts';
import { applyTicket } from '../../features/tickets/ticket-cache.ts';
import { ticketKeys } from '../../features/tickets/ticket-queries.ts';
import { createStore, useStore } from '../../lib/store.ts';
import { errorText } from '../../ui/error-text.ts';
import { offerUndo, showToast } from '../../ui/toast.ts';
import type { Column } from './board-columns.ts';

/** A ticket that stands in another column already, while the server is asked. */
export interface Move {
  ticket: Ticket;
  from: string;
  to: string;
}

const underWay = createStore<readonly Move[]>([]);
/** The ticket whose handle gets the focus where it stands next. */
export const focusWanted = createStore<string | null>(null);

export function useMoves(): readonly Move[] {
  return useStore(underWay);
}

type Step = (ticketId: string) => Promise<Ticket>;

const accept: Step = (ticketId) => callApi(ticketEndpoints.acceptTicket, { params: { ticketId } });
const giveBack: Step = (ticketId) => callApi(ticketEndpoints.returnTicket, { params: { ticketId } });
const reopen: Step = (ticketId) => callApi(ticketEndpoints.reopenTicket, { params: { ticketId } });

/** What makes a ticket of one state one of another; closing has a way of its own. */
const steps: Record<string, Step[]> = {
  'waiting>open': [accept],
  'open>waiting': [giveBack],
  'closed>open': [reopen],
  'closed>waiting': [reopen, giveBack],
};

function tagStep(ticket: Ticket, from: string, to: string): Step[] {
  const others = ticket.tagIds.filter((id) => id !== from && id !== to);
  return [writeTags(to === 'untagged' ? [] : [...others, to])];
}

function writeTags(tagIds: string[]): Step {
  return (ticketId) => callApi(ticketEndpoints.setTicketTags, { params: { ticketId }, body: { tagIds } });
}

async function run(queryClient: QueryClient, ticketId: string, todo: Step[]): Promise<void> {
  for (const step of todo) applyTicket(queryClient, await step(ticketId));
}

function offerBack(queryClient: QueryClient, ticket: Ticket, column: string, back: Step[]): void {
  const undo = () =>
    run(queryClient, ticket.id, back).catch((error: unknown) => void showToast({ text: errorText(error) }));
  const text = i18next.t('todo:board.moved', { name: ticket.contact.name, column });
  offerUndo(text, i18next.t('common:action.undo'), () => void undo());
}

async function perform(queryClient: QueryClient, ticket: Ticket, from: Column, to: Column): Promise<void> {
  if (to.key === 'closed') {
    // Its undoing is exact: it gives the ticket back to whose it was.
    await changeManyTickets(queryClient, { kind: 'close', ticketIds: [ticket.id] });
    return;
  }
  const ofStates = steps[`${from.key}>${to.key}`];
  await run(queryClient, ticket.id, ofStates ?? tagStep(ticket, from.key, to.key));
  const back = ofStates ? steps[`${to.key}>${from.key}`] : [writeTags(ticket.tagIds)];
  if (back) offerBack(queryClient, ticket, to.title, back);
  else showToast({ text: i18next.t('todo:board.moved', { name: ticket.contact.name, column: to.title }) });
}

/** Moves a ticket at once, asks the server for it, and puts it back with the reason when that refuses. */
export async function moveTicket(
  queryClient: QueryClient,
  ticket: Ticket,
  from: Column,
  to: Column,
): Promise<void> {
  if (from.key === to.key || underWay.get().some((move) => move.ticket.id === ticket.id)) return;
  const move = { ticket, from: from.key, to: to.key };
  underWay.set([...underWay.get(), move]);
  try {
    await perform(queryClient, ticket, from, to);
  } catch (error) {
    const words = { name: ticket.contact.name, column: from.title, reason: errorText(error) };
    showToast({ text: i18next.t('todo:board.notMoved', words) });
    // The refusal means that what is on the screen is old.
    void queryClient.invalidateQueries({ queryKey: ticketKeys.lists });
  } finally {
    underWay.set(underWay.get().filter((other) => other !== move));
  }
}

/** The tickets of a column as the moves under way leave them. */
export function withMoves(key: string, tickets: Ticket[], moves: readonly Move[]): Ticket[] {
  const coming = moves.filter(({ to }) => to === key).map(({ ticket }) => ticket);
  const moving = new Set(
    moves.filter(({ from, to }) => from === key || to === key).map(({ ticket }) => ticket.id),
  );
  return [...coming, ...tickets.filter(({ id }) => !moving.has(id))];
}
