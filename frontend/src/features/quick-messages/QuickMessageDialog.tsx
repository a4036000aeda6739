import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import type { File } from '@ticketz/contract/files';
import { type QuickMessage, quickMessageEndpoints } from '@ticketz/contract/quick-messages';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { FormTextField } from '../../ui/forms/FormTextField.tsx';
import { bodyResolver } from '../../ui/forms/form-resolver.ts';
import { useFormCommand } from '../../ui/forms/use-form-command.ts';
import { VariableChips } from '../../ui/forms/VariableChips.tsx';
import { QuickFiles } from './QuickFiles.tsx';
import { useKeepQuickMessage } from './quick-message-queries.ts';

interface QuickMessageDialogProps {
  /** The one to change; null: a new one. */
  known: QuickMessage | null;
  mayShare: boolean;
  onClose: () => void;
}

/** Writes a quick message, or changes one. */
export function QuickMessageDialog({ known, mayShare, onClose }: QuickMessageDialogProps) {
  const { t } = useTranslation('compose');
  const form = useForm({
    resolver: bodyResolver(quickMessageEndpoints.createQuickMessage),
    defaultValues: {
      shortcut: known?.shortcut ?? '',
      text: known?.text ?? '',
      shared: known?.shared ?? false,
    },
  });
  const [files, setFiles] = useState<readonly File[]>(known?.files ?? []);
  const [busy, setBusy] = useState(false);
  const { pending, error, send } = useFormCommand(form, useKeepQuickMessage(known), {
    shortcut_taken: 'shortcut',
  });
  const add = (variable: string) => {
    const text = form.getValues('text');
    form.setValue('text', text + variable, { shouldDirty: true });
    form.setFocus('text');
  };
  return (
    <AppDialog open title={t(known ? 'quick.change' : 'quick.add')} onClose={onClose} maxWidth="sm">
      <DialogForm
        submitLabel={t('quick.save')}
        pending={pending || busy}
        error={error}
        onSubmit={form.handleSubmit((body) => send({ ...body, fileIds: files.map(({ id }) => id) }, onClose))}
        onCancel={onClose}
      >
        <FormTextField
          form={form}
          name="shortcut"
          label={t('quick.shortcut')}
          hint={t('quick.shortcutHint')}
          autoComplete="off"
          autoFocus
        />
        <FormTextField form={form} name="text" label={t('quick.text')} multiline minRows={4} maxRows={12} />
        <Box sx={{ typography: 'caption', color: 'text.secondary', mb: 0.75 }}>{t('quick.variables')}</Box>
        <VariableChips onAdd={add} />
        <QuickFiles files={files} onChange={setFiles} onBusy={setBusy} />
        {mayShare && !known ? (
          <Controller
            control={form.control}
            name="shared"
            render={({ field: { value, onChange } }) => (
              <FormControlLabel
                control={<Switch checked={value} onChange={(_event, on) => onChange(on)} />}
                label={t('quick.shared')}
              />
            )}
          />
        ) : null}
      </DialogForm>
    </AppDialog>
  );
}
