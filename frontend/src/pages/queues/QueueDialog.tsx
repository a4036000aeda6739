import FormControl from '@mui/material/FormControl';
import FormLabel from '@mui/material/FormLabel';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Connection } from '@ticketz/contract/connections';
import { type Queue, queueEndpoints } from '@ticketz/contract/queues';
import { type TagColor, tagColors } from '@ticketz/contract/tags';
import type { User } from '@ticketz/contract/users';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useSaveQueue } from '../../features/queues/queue-queries.ts';
import { TagDot } from '../../features/tags/TagChip.tsx';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';
import { useFormCommand } from '../../ui/forms/use-form-command.ts';
import { NamesField } from './NamesField.tsx';

interface QueueDialogProps {
  /** The one to change; null: a new one. */
  known: Queue | null;
  users: User[];
  connections: Connection[];
  onClose: () => void;
}

/** Makes a queue, or changes one: what it is called, who is in it, whose customers come to it. */
export function QueueDialog({ known, users, connections, onClose }: QueueDialogProps) {
  const { t } = useTranslation(['queues', 'common', 'directory']);
  const colorId = useId();
  const color: TagColor = known?.color ?? 'teal';
  const form = useForm({
    resolver: bodyResolver(queueEndpoints.createQueue),
    defaultValues: {
      name: known?.name ?? '',
      color,
      greeting: known?.greeting ?? '',
      userIds: known?.userIds ?? [],
      connectionIds: known?.connectionIds ?? [],
    },
  });
  const { pending, error, send } = useFormCommand(form, useSaveQueue(known), { name_taken: 'name' });
  const people = users.filter(({ id, active }) => active || known?.userIds.includes(id));
  return (
    <AppDialog open title={t(known ? 'edit' : 'add')} onClose={onClose} maxWidth="sm">
      <DialogForm
        submitLabel={t('common:action.save')}
        pending={pending}
        error={error}
        onSubmit={form.handleSubmit((body) => send(body, onClose))}
        onCancel={onClose}
      >
        <FormTextField form={form} name="name" label={t('name')} autoComplete="off" autoFocus />
        <Controller
          control={form.control}
          name="color"
          render={({ field: { value, onChange } }) => (
            <FormControl sx={{ mb: 2 }}>
              <FormLabel id={colorId} sx={{ typography: 'body2', mb: 0.5 }}>
                {t('color')}
              </FormLabel>
              <ToggleButtonGroup
                exclusive
                aria-labelledby={colorId}
                value={value}
                onChange={(_event, next: TagColor | null) => {
                  if (next) onChange(next);
                }}
                sx={{ flexWrap: 'wrap' }}
              >
                {tagColors.map((one) => (
                  <ToggleButton
                    key={one}
                    value={one}
                    aria-label={t(`directory:tags.colors.${one}`)}
                    sx={{ width: 44, height: 44 }}
                  >
                    <TagDot color={one} />
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
            </FormControl>
          )}
        />
        <Controller
          control={form.control}
          name="userIds"
          render={({ field: { value = [], onChange } }) => (
            <NamesField
              label={t('members')}
              hint={t('membersHint')}
              options={people}
              value={value}
              onChange={onChange}
            />
          )}
        />
        <Controller
          control={form.control}
          name="connectionIds"
          render={({ field: { value = [], onChange } }) => (
            <NamesField
              label={t('connections')}
              hint={t('connectionsHint')}
              options={connections}
              value={value}
              onChange={onChange}
            />
          )}
        />
        <FormTextField
          form={form}
          name="greeting"
          label={t('greeting')}
          hint={t('greetingHint')}
          multiline
          minRows={2}
          maxRows={8}
        />
      </DialogForm>
    </AppDialog>
  );
}
