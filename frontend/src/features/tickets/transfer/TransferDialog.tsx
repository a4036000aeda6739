import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { transferEndpoints } from '@ticketz/contract/transfers';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../ui/DialogForm.tsx';
import { FormTextField } from '../../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../../ui/forms/form-resolver.ts';
import { connectionSummariesQuery } from '../../connections/connection-queries.ts';
import { queueSummariesQuery } from '../../queues/queue-queries.ts';
import { TagDot } from '../../tags/TagChip.tsx';
import { colleaguesQuery } from '../../users/colleague-query.ts';
import { PresenceDot } from '../../users/PresenceDot.tsx';
import { PlaceField } from './PlaceField.tsx';
import { type TransferForm, transferTicket } from './transfer-commands.ts';

/** To whom or where a ticket goes, and what they are to know. */
export function TransferDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation(['transfer', 'common']);
  const queryClient = useQueryClient();
  const { data: queues = [] } = useQuery(queueSummariesQuery);
  const { data: colleagues = [] } = useQuery(colleaguesQuery);
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const form = useForm<TransferForm>({
    resolver: bodyResolver(transferEndpoints.transferTicket),
    defaultValues: { note: '' },
  });
  const send = useMutation({
    mutationFn: (body: TransferForm) => transferTicket(queryClient, ticket, body),
    onSuccess: onClose,
  });
  const { queueId, assigneeId, connectionId } = useWatch({ control: form.control });
  const queue = queues.find(({ id }) => id === queueId)?.name;
  const agent = colleagues.find(({ id }) => id === assigneeId)?.name;
  const consequence = agent
    ? t(queue ? 'toAgentIn' : 'toAgent', { agent, queue })
    : queue
      ? t('toQueue', { queue })
      : t(connectionId ? 'toConnection' : 'choose');
  const viewers = ticket.group?.viewerIds;
  const people = colleagues.filter(
    ({ id, active }) => active && id !== ticket.assignee?.id && (viewers?.includes(id) ?? true),
  );
  const others = connections.filter(({ id }) => id !== ticket.connection.id);
  return (
    <AppDialog open maxWidth="sm" title={t('title', { contact: ticket.contact.name })} onClose={onClose}>
      <DialogForm
        submitLabel={t('submit')}
        pending={send.isPending}
        error={send.error}
        onSubmit={form.handleSubmit((body) => send.mutate(body))}
        onCancel={onClose}
      >
        {queues.length > 0 ? (
          <PlaceField
            form={form}
            name="queueId"
            label={t('queue')}
            options={queues}
            mark={({ color }) => <TagDot color={color} />}
            autoFocus
          />
        ) : null}
        <PlaceField
          form={form}
          name="assigneeId"
          label={t('agent')}
          options={people}
          mark={({ online, away }) => <PresenceDot online={online} away={away} />}
          autoFocus={queues.length === 0}
        />
        {others.length > 0 && !ticket.group ? (
          <PlaceField form={form} name="connectionId" label={t('connection')} options={others} />
        ) : null}
        <FormTextField
          form={form}
          name="note"
          label={t('note')}
          hint={t('noteHint')}
          multiline
          minRows={2}
          maxRows={8}
        />
        <Typography aria-live="polite" variant="body2" sx={{ color: 'text.secondary', minHeight: 40 }}>
          {consequence}
        </Typography>
      </DialogForm>
    </AppDialog>
  );
}
