import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { type BotMenu, type BotTree, botTree } from '@ticketz/contract/bot-menus';
import { Fragment } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { queueSummariesQuery } from '../../features/queues/queue-queries.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { VariableChips } from '../../ui/forms/VariableChips.tsx';
import { BotFile } from './BotFile.tsx';

interface MainDialogProps {
  menu: BotMenu;
  pending: boolean;
  error: unknown;
  onSave: (tree: BotTree) => void;
  onClose: () => void;
}

const texts = [
  { name: 'text', rows: 3 },
  { name: 'missText', rows: 1 },
  { name: 'personText', rows: 1 },
] as const;
const shape = botTree.omit({ options: true });

/** What holds for the whole menu: its first words, and when somebody comes to a person. */
export function MainDialog({ menu, pending, error, onSave, onClose }: MainDialogProps) {
  const { t } = useTranslation(['bot', 'common']);
  const { data: queues = [] } = useQuery(queueSummariesQuery);
  const { options, ...main } = menu.draft;
  const form = useForm({ resolver: formResolver(shape), defaultValues: main });
  return (
    <AppDialog open title={t('main.title')} onClose={onClose} maxWidth="sm">
      <DialogForm
        submitLabel={t('common:action.save')}
        pending={pending}
        error={error}
        onSubmit={form.handleSubmit((values) => onSave({ ...values, options }))}
        onCancel={onClose}
      >
        {texts.map(({ name, rows }, place) => (
          <Fragment key={name}>
            <FormTextField
              form={form}
              name={name}
              label={t(`main.${name}`)}
              hint={t(`main.${name}Hint`)}
              multiline
              minRows={rows}
              maxRows={10}
              autoFocus={place === 0}
            />
            {name === 'text' ? (
              <VariableChips onAdd={(variable) => form.setValue('text', form.getValues('text') + variable)} />
            ) : null}
          </Fragment>
        ))}
        <Controller
          control={form.control}
          name="fileId"
          render={({ field: { value, onChange } }) => (
            <BotFile fileId={value} files={menu.files} onChange={onChange} />
          )}
        />
        <Controller
          control={form.control}
          name="mostMisses"
          render={({ field: { value, onChange } }) => (
            <TextField
              select
              fullWidth
              label={t('main.mostMisses')}
              value={String(value)}
              onChange={({ target }) => onChange(Number(target.value))}
              sx={{ mb: 2 }}
            >
              {[1, 2, 3, 4, 5].map((count) => (
                <MenuItem key={count} value={String(count)}>
                  {t('main.misses', { count })}
                </MenuItem>
              ))}
            </TextField>
          )}
        />
        <Controller
          control={form.control}
          name="fallbackQueueId"
          render={({ field: { value, onChange } }) => (
            <TextField
              select
              fullWidth
              label={t('main.fallback')}
              helperText={t('main.fallbackHint')}
              value={queues.some(({ id }) => id === value) ? value : ''}
              onChange={({ target }) => onChange(target.value || null)}
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
              sx={{ mb: 2 }}
            >
              <MenuItem value="">{t('main.noFallback')}</MenuItem>
              {queues.map(({ id, name }) => (
                <MenuItem key={id} value={id}>
                  {name}
                </MenuItem>
              ))}
            </TextField>
          )}
        />
        <FormTextField
          form={form}
          name="backLabel"
          label={t('main.backLabel')}
          hint={t('main.backLabelHint')}
        />
        <Controller
          control={form.control}
          name="known"
          render={({ field: { value, onChange } }) => (
            <FormControlLabel
              control={
                <Switch
                  checked={value === 'last_queue'}
                  onChange={(_event, on) => onChange(on ? 'last_queue' : 'menu')}
                />
              }
              label={t('main.known')}
              sx={{ mx: 0, gap: 1 }}
            />
          )}
        />
      </DialogForm>
    </AppDialog>
  );
}
