import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type Connection, connectionTexts } from '@ticketz/contract/connections';
import { languages } from '@ticketz/contract/preferences';
import { fillVariables, variableValues } from '@ticketz/contract/variables';
import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../api/session.ts';
import { languageNames } from '../../../i18n/i18n.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../ui/DialogForm.tsx';
import { FormTextField } from '../../../ui/forms/FormTextField.tsx';
import { formResolver } from '../../../ui/forms/form-resolver.ts';
import { useFormCommand } from '../../../ui/forms/use-form-command.ts';
import { VariableChips } from '../../../ui/forms/VariableChips.tsx';
import { showToast } from '../../../ui/toast.ts';
import { useUpdateConnection } from '../use-connection-commands.ts';

const names = ['greetingText', 'outOfHoursText', 'farewellText', 'transferText'] as const;
type TextName = (typeof names)[number];

/** What a connection tells its customers by itself, and how that reads. */
export function TextsDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const { t } = useTranslation(['behaviour', 'common']);
  const form = useForm({ resolver: formResolver(connectionTexts), defaultValues: connection.texts });
  const [writing, setWriting] = useState<TextName>('greetingText');
  const { pending, error, send } = useFormCommand(form, useUpdateConnection(connection.id), {});
  const preview = usePreview();
  const texts = useWatch({ control: form.control });
  const add = (variable: string) => {
    form.setValue(writing, form.getValues(writing) + variable, { shouldDirty: true });
    form.setFocus(writing);
  };
  const saved = () => {
    showToast({ text: t('texts.saved') });
    onClose();
  };
  return (
    <AppDialog open maxWidth="sm" title={t('texts.title', { name: connection.name })} onClose={onClose}>
      <DialogForm
        submitLabel={t('common:action.save')}
        pending={pending}
        error={error}
        onSubmit={form.handleSubmit((body) => send({ texts: body }, saved))}
        onCancel={onClose}
      >
        <Typography sx={{ color: 'text.secondary', textWrap: 'pretty', mb: 1.5 }}>
          {t('texts.text')}
        </Typography>
        <VariableChips onAdd={add} />
        <Controller
          control={form.control}
          name="language"
          render={({ field }) => (
            <TextField
              {...field}
              select
              fullWidth
              size="small"
              label={t('texts.language')}
              helperText={t('texts.languageHint')}
              sx={{ my: 1.5 }}
            >
              {languages.map((language) => (
                <MenuItem key={language} value={language}>
                  {languageNames[language]}
                </MenuItem>
              ))}
            </TextField>
          )}
        />
        {names.map((name) => {
          const text = texts[name] ?? '';
          const filled = preview(text, texts.language ?? 'en');
          return (
            <FormTextField
              key={name}
              form={form}
              name={name}
              label={t(`texts.${name}`)}
              hint={filled === text ? t(`texts.hint.${name}`) : t('texts.preview', { text: filled })}
              onFocus={() => setWriting(name)}
              multiline
              minRows={2}
              maxRows={8}
              sx={{ mt: 1 }}
            />
          );
        })}
      </DialogForm>
    </AppDialog>
  );
}

/** Fills in a text as if somebody called Maria got it now. */
function usePreview() {
  const { t } = useTranslation('behaviour');
  const me = useMe();
  const [now] = useState(() => new Date());
  return (text: string, language: (typeof languages)[number]) =>
    fillVariables(
      text,
      variableValues({
        contact: { name: 'Maria Silva', phone: '+55 11 98765-4321' },
        fields: [],
        ticketNumber: 42,
        agent: me?.name ?? '',
        queue: t('texts.sampleQueue'),
        company: me?.company.name ?? '',
        now,
        language,
      }),
    );
}
