import { useQueryClient } from '@tanstack/react-query';
import { type TicketTab, ticketTabs } from '@ticketz/contract/tickets';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { setSoundOn, useSoundOn } from '../../features/notifications/preferences.ts';
import { type Command, type CommandGroup, useCommands } from '../../features/shortcuts/commands.ts';
import { flattenPages } from '../../features/tickets/ticket-pages.ts';
import { ticketListQuery } from '../../features/tickets/ticket-queries.ts';
import { toggleTicket } from '../../features/tickets/ticket-selection.ts';
import { useStoreValue } from '../../lib/store.ts';
import { offersUndo, runToastAction, toastQueue } from '../../ui/toast.ts';
import { showTab, useInboxView } from './inbox-view.ts';

interface InboxCommands {
  ticketId: string | null;
  focusSearch: () => void;
  openPalette: () => void;
  openShortcuts: () => void;
}

/** Goes one ticket down or up the list that is on the screen. */
function useStep(ticketId: string | null): (step: 1 | -1) => void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { tab, filter } = useInboxView();
  return useCallback(
    (step) => {
      const { queryKey } = ticketListQuery(tab, '', filter);
      const tickets = flattenPages(queryClient.getQueryData(queryKey));
      const at = tickets.findIndex(({ id }) => id === ticketId);
      const next = tickets[at < 0 ? 0 : at + step];
      if (next) void navigate(`/tickets/${next.id}`);
    },
    [queryClient, navigate, tab, filter, ticketId],
  );
}

function command(id: string, group: CommandGroup, label: string, run: () => void, keys?: string[]): Command {
  return { id, group, label, run, keys };
}

/** Ticks the row with the focus, else that of the open conversation. */
function tickRow(ticketId: string | null): void {
  const focused = document.activeElement?.getAttribute('data-ticket-id') ?? ticketId;
  if (focused) toggleTicket(focused);
}

/** What the keyboard and the palette can do in the inbox, whichever conversation is open. */
export function useInboxCommands({ ticketId, focusSearch, openPalette, openShortcuts }: InboxCommands): void {
  const { t } = useTranslation('shortcuts');
  const step = useStep(ticketId);
  const sound = useSoundOn();
  const offer = useStoreValue(toastQueue, (toasts) => toasts.find(offersUndo));
  const undo = command('undo', 'undo', t('command.undo'), () => offer && runToastAction(offer.id), [
    'z',
    'Mod+Z',
  ]);
  useCommands([
    ...(offer ? [undo] : []),
    command('next', 'list', t('command.next'), () => step(1), ['j', 'Alt+ArrowDown']),
    command('previous', 'list', t('command.previous'), () => step(-1), ['k', 'Alt+ArrowUp']),
    command('tick', 'list', t('command.tick'), () => tickRow(ticketId), ['x']),
    command('search', 'list', t('command.search'), focusSearch, ['/']),
    ...ticketTabs.map((tab: TicketTab) =>
      command(`tab-${tab}`, 'go', t(`command.${tab}`), () => showTab(tab)),
    ),
    command('sound', 'help', t(sound ? 'command.soundOff' : 'command.soundOn'), () => setSoundOn(!sound)),
    command('palette', 'help', t('command.palette'), openPalette, ['Mod+K']),
    command('shortcuts', 'help', t('command.shortcuts'), openShortcuts, ['?']),
  ]);
}
