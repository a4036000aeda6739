import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { type BotMenu, type BotOption, type BotTarget, botOption } from '@ticketz/contract/bot-menus';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { queueSummariesQuery } from '../../features/queues/queue-queries.ts';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { formResolver } from '../../ui/forms/form-resolver.ts';
import { VariableChips } from '../../ui/forms/VariableChips.tsx';
import { BotFile } from './BotFile.tsx';

interface OptionDialogProps {
  menu: BotMenu;
  option: BotOption;
  isNew: boolean;
  pending: boolean;
  error: unknown;
  onSave: (option: BotOption) => void;
  onClose: () => void;
}

const simpleTargets = ['menu', 'person', 'back', 'start', 'end'] as const;

/** A target and its name in a select: `queue:…` and `jump:…` say where to. */
function nameOf(target: BotTarget): string {
  if (target.to === 'queue') return `queue:${target.queueId}`;
  return target.to === 'jump' ? `jump:${target.key}` : target.to;
}

function targetOf(name: string): BotTarget {
  const [to, where = ''] = name.split(/:(.*)/s);
  if (to === 'queue') return { to, queueId: where };
  if (to === 'jump') return { to, key: where };
  return { to: simpleTargets.find((one) => one === to) ?? 'person' };
}

/** One option of a menu: how it is chosen, what is said then, and what it leads to. */
export function OptionDialog({ menu, option, isNew, pending, error, onSave, onClose }: OptionDialogProps) {
  const { t } = useTranslation(['bot', 'common']);
  const { data: queues = [] } = useQuery(queueSummariesQuery);
  const form = useForm({
    resolver: formResolver(botOption.extend({ label: botOption.shape.label.min(1) })),
    defaultValues: option,
  });
  const menus = menu.draft.options.filter(({ key, leadsTo }) => leadsTo.to === 'menu' && key !== option.key);
  return (
    <AppDialog open title={t(isNew ? 'addOption' : 'changeOption')} onClose={onClose} maxWidth="sm">
      <DialogForm
        submitLabel={t('common:action.save')}
        pending={pending}
        error={error}
        onSubmit={form.handleSubmit(onSave)}
        onCancel={onClose}
      >
        <FormTextField
          form={form}
          name="label"
          label={t('label')}
          hint={t('labelHint')}
          sx={{ mb: 1.5 }}
          autoFocus
          autoComplete="off"
        />
        <Controller
          control={form.control}
          name="words"
          render={({ field: { value, onChange } }) => (
            <TextField
              fullWidth
              label={t('words')}
              helperText={t('wordsHint')}
              defaultValue={value.join(', ')}
              onChange={({ target }) => onChange(wordsOf(target.value))}
              sx={{ mb: 2 }}
            />
          )}
        />
        <Controller
          control={form.control}
          name="leadsTo"
          render={({ field: { value, onChange } }) => (
            <TextField
              select
              fullWidth
              label={t('leadsTo')}
              helperText={t('leadsToHint')}
              value={nameOf(value)}
              onChange={({ target }) => onChange(targetOf(target.value))}
              sx={{ mb: 2 }}
            >
              {queues.map(({ id, name }) => (
                <MenuItem key={id} value={`queue:${id}`}>
                  {t('target.queueNamed', { name })}
                </MenuItem>
              ))}
              {simpleTargets.map((to) => (
                <MenuItem key={to} value={to}>
                  {t(`target.${to}`)}
                </MenuItem>
              ))}
              {menus.map(({ key, label }) => (
                <MenuItem key={key} value={`jump:${key}`}>
                  {t('target.jumpNamed', { name: label })}
                </MenuItem>
              ))}
            </TextField>
          )}
        />
        <FormTextField
          form={form}
          name="text"
          label={t('text')}
          hint={t('textHint')}
          multiline
          minRows={3}
          maxRows={10}
        />
        <VariableChips onAdd={(variable) => form.setValue('text', form.getValues('text') + variable)} />
        <Controller
          control={form.control}
          name="fileId"
          render={({ field: { value, onChange } }) => (
            <BotFile fileId={value} files={menu.files} onChange={onChange} />
          )}
        />
      </DialogForm>
    </AppDialog>
  );
}

function wordsOf(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .slice(0, 10);
}
