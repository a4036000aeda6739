import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Message, messageEndpoints } from '@ticketz/contract/messages';
import type { Ticket } from '@ticketz/contract/tickets';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../../api/call-api.ts';
import { useDebounced } from '../../../lib/useDebounced.ts';
import { uuidv7 } from '../../../lib/uuid.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { showToast } from '../../../ui/toast.ts';
import { ticketListQuery } from '../../tickets/ticket-queries.ts';
import { applyMessage } from '../message-queries.ts';
import { endSelection } from '../selection.ts';
import { hideOverlay } from './overlay.ts';

const mostTickets = 5;

interface TicketChoiceProps {
  ticket: Ticket;
  chosen: boolean;
  full: boolean;
  onToggle: () => void;
}

function TicketChoice({ ticket, chosen, full, onToggle }: TicketChoiceProps) {
  return (
    <ListItem disablePadding>
      <ListItemButton
        role="checkbox"
        aria-checked={chosen}
        disabled={full && !chosen}
        onClick={onToggle}
        sx={{ gap: 1.5, borderRadius: 1.5 }}
      >
        <PersonAvatar id={ticket.contact.id} name={ticket.contact.name} size={36} />
        <ListItemText
          primary={ticket.contact.name}
          secondary={`#${ticket.number} · ${ticket.connection.name}`}
          slotProps={{ primary: { noWrap: true, dir: 'auto' }, secondary: { noWrap: true } }}
        />
        <Checkbox checked={chosen} tabIndex={-1} edge="end" slotProps={{ input: { 'aria-hidden': true } }} />
      </ListItemButton>
    </ListItem>
  );
}

function useForwarding(messages: readonly Message[]) {
  const { t } = useTranslation('messages');
  const queryClient = useQueryClient();
  // The same for every attempt, so that nothing goes out twice.
  const [clientId] = useState(() => uuidv7());
  return useMutation({
    mutationFn: (ticketIds: string[]) =>
      callApi(messageEndpoints.forwardMessages, {
        body: { clientId, messageIds: messages.map(({ id }) => id), ticketIds },
      }),
    onSuccess: ({ items }, ticketIds) => {
      for (const message of items) applyMessage(queryClient, message);
      hideOverlay();
      endSelection();
      showToast({ text: t('forward.done', { count: ticketIds.length }) });
    },
  });
}

/** Passes messages on to other open conversations. */
export function ForwardDialog({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation('messages');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const query = useInfiniteQuery({
    ...ticketListQuery('all', useDebounced(search.trim())),
    placeholderData: keepPreviousData,
  });
  const forwarding = useForwarding(messages);
  const tickets = useMemo(
    () => query.data?.pages.flatMap(({ items }) => items).filter(({ status }) => status === 'open') ?? [],
    [query.data],
  );
  const toggle = (ticketId: string) =>
    setChosen((before) =>
      before.includes(ticketId) ? before.filter((id) => id !== ticketId) : [...before, ticketId],
    );
  return (
    <AppDialog open title={t('forward.title', { count: messages.length })} onClose={hideOverlay}>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', height: 440, pb: 0 }}>
        <FormError error={forwarding.error} />
        <SearchField label={t('forward.search')} value={search} onChange={setSearch} />
        <List aria-label={t('forward.search')} sx={{ flex: 1, overflowY: 'auto', mt: 1 }}>
          {tickets.map((ticket) => (
            <TicketChoice
              key={ticket.id}
              ticket={ticket}
              chosen={chosen.includes(ticket.id)}
              full={chosen.length >= mostTickets}
              onToggle={() => toggle(ticket.id)}
            />
          ))}
          {query.isPending ? [0, 1, 2].map((row) => <Skeleton key={row} height={56} />) : null}
          {query.isError ? <LoadFailed error={query.error} onRetry={() => void query.refetch()} /> : null}
          {query.isSuccess && tickets.length === 0 ? (
            <Typography sx={{ color: 'text.secondary', textAlign: 'center', py: 4 }}>
              {t('forward.none')}
            </Typography>
          ) : null}
          {query.hasNextPage ? (
            <Button fullWidth loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('forward.more')}
            </Button>
          ) : null}
        </List>
      </DialogContent>
      <DialogActions>
        <Typography variant="caption" sx={{ flex: 1, color: 'text.secondary', px: 1 }}>
          {t('forward.most', { count: mostTickets })}
        </Typography>
        <Button
          variant="contained"
          disabled={chosen.length === 0}
          loading={forwarding.isPending}
          onClick={() => forwarding.mutate([...chosen])}
        >
          {t('forward.submit', { count: chosen.length })}
        </Button>
      </DialogActions>
    </AppDialog>
  );
}
