import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import MenuItem from '@mui/material/MenuItem';
import Skeleton from '@mui/material/Skeleton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Message, messageEndpoints, mostReceivers } from '@ticketz/contract/messages';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../../api/call-api.ts';
import { uuidv7 } from '../../../lib/uuid.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { LoadFailed } from '../../../ui/LoadFailed.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { showToast } from '../../../ui/toast.ts';
import { connectionSummariesQuery } from '../../connections/connection-queries.ts';
import { applyMessage } from '../message-queries.ts';
import { endSelection } from '../selection.ts';
import { hideOverlay } from './overlay.ts';
import { ReceiverGroup } from './ReceiverGroup.tsx';
import { type Receiver, useReceivers } from './receivers.ts';

function useForwarding(messages: readonly Message[]) {
  const { t } = useTranslation('messages');
  const queryClient = useQueryClient();
  // The same for every attempt, so that nothing goes out twice.
  const [clientId] = useState(() => uuidv7());
  return useMutation({
    mutationFn: ({ chosen, connectionId }: { chosen: readonly Receiver[]; connectionId: string }) => {
      const idsOf = (type: Receiver['type']) => chosen.filter((one) => one.type === type).map(({ id }) => id);
      const contacts = idsOf('contact').map((contactId) => ({ contactId, connectionId }));
      const messageIds = messages.map(({ id }) => id);
      return callApi(messageEndpoints.forwardMessages, {
        body: { clientId, messageIds, ticketIds: idsOf('ticket'), contacts },
      });
    },
    onSuccess: ({ items }, { chosen }) => {
      for (const message of items) applyMessage(queryClient, message);
      hideOverlay();
      endSelection();
      showToast({ text: t('forward.done', { count: chosen.length }) });
    },
  });
}

/** Through which connection those hear of it who have no open conversation. */
function useConnectionChoice() {
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const [picked, setPicked] = useState<string | null>(null);
  const first = connections.find(({ state }) => state === 'connected') ?? connections[0];
  return { connections, connectionId: picked ?? first?.id ?? '', setPicked };
}

/** Passes messages on: to open conversations, and to contacts, with whom one is opened. */
export function ForwardDialog({ messages }: { messages: readonly Message[] }) {
  const { t } = useTranslation('messages');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly Receiver[]>([]);
  const { tickets, contacts, conversations, people } = useReceivers(search);
  const { connections, connectionId, setPicked } = useConnectionChoice();
  const forwarding = useForwarding(messages);
  const toggle = (receiver: Receiver) =>
    setChosen((before) =>
      before.some(({ id }) => id === receiver.id)
        ? before.filter(({ id }) => id !== receiver.id)
        : [...before, receiver],
    );
  const group = { chosen, full: chosen.length >= mostReceivers, onToggle: toggle };
  const opens = chosen.some(({ type }) => type === 'contact');
  const failed = tickets.error ?? contacts.error;
  const pending = tickets.isPending || contacts.isPending;
  const none = !pending && !failed && conversations.length + people.length === 0;
  return (
    <AppDialog open title={t('forward.title', { count: messages.length })} onClose={hideOverlay}>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', height: 480, pb: 0 }}>
        <FormError error={forwarding.error} />
        <SearchField label={t('forward.search')} value={search} onChange={setSearch} />
        <Box sx={{ flex: 1, overflowY: 'auto', mt: 1 }}>
          <ReceiverGroup
            {...group}
            title={t('forward.conversations')}
            receivers={conversations}
            pages={tickets}
          />
          <ReceiverGroup {...group} title={t('forward.contacts')} receivers={people} pages={contacts} />
          {pending ? [0, 1, 2].map((row) => <Skeleton key={row} height={56} />) : null}
          {failed ? (
            <LoadFailed
              error={failed}
              onRetry={() => {
                void tickets.refetch();
                void contacts.refetch();
              }}
            />
          ) : null}
          {none ? (
            <Typography sx={{ color: 'text.secondary', textAlign: 'center', py: 4 }}>
              {t('forward.none')}
            </Typography>
          ) : null}
        </Box>
        {opens && connections.length > 1 ? (
          <TextField
            select
            size="small"
            label={t('forward.through')}
            value={connectionId}
            onChange={({ target }) => setPicked(target.value)}
            sx={{ mt: 1.5 }}
          >
            {connections.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        ) : null}
      </DialogContent>
      <DialogActions>
        <Typography variant="caption" sx={{ flex: 1, color: 'text.secondary', px: 1 }}>
          {t('forward.most', { count: mostReceivers })}
        </Typography>
        <Button
          variant="contained"
          disabled={chosen.length === 0 || (opens && !connectionId)}
          loading={forwarding.isPending}
          onClick={() => forwarding.mutate({ chosen, connectionId })}
        >
          {t('forward.submit', { count: chosen.length })}
        </Button>
      </DialogActions>
    </AppDialog>
  );
}
