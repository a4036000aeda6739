import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import type { FieldValue } from '@ticketz/contract/contact-fields';
import type { Contact } from '@ticketz/contract/contacts';
import { languages } from '@ticketz/contract/preferences';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/api-error.ts';
import { languageNames } from '../../../i18n/i18n.ts';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { FieldInput } from '../../contact-fields/FieldInput.tsx';
import { contactFieldsQuery } from '../../contact-fields/field-queries.ts';
import { TagPicker } from '../../tags/TagPicker.tsx';

/** What one writes down of a contact. */
export interface ContactValues {
  name: string | null;
  email: string | null;
  language: (typeof languages)[number] | null;
  notes: string;
  botOff: boolean;
  tagIds: string[];
  fields: { fieldId: string; value: FieldValue | null }[];
}

interface ContactFormProps {
  contact: Contact | null;
  submitLabel: string;
  pending: boolean;
  error: unknown;
  onSubmit: (values: ContactValues) => void;
  onCancel: () => void;
  /** What comes first, such as the number of a new contact. */
  children?: ReactNode;
}

/** Name, e-mail, tags, fields, notes: of somebody new or somebody known. */
export function ContactForm(props: ContactFormProps) {
  const { contact, submitLabel, pending, error, onSubmit, onCancel, children } = props;
  const { t } = useTranslation(['directory', 'common']);
  const { data: fields = [] } = useQuery(contactFieldsQuery);
  const [values, setValues] = useState<ContactValues>(() => startValues(contact));
  const set = <Key extends keyof ContactValues>(key: Key, value: ContactValues[Key]) =>
    setValues((current) => ({ ...current, [key]: value }));
  const badEmail =
    isApiError(error, 'validation_failed') && error.issues.some(({ path }) => path === 'email');

  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit({ ...values, name: values.name?.trim() || null, email: values.email?.trim() || null });
  }

  return (
    <form noValidate onSubmit={submit}>
      <DialogContent sx={{ '&&': { pt: 1 } }}>
        <FormError error={badEmail ? null : error} />
        {children}
        <TextField
          size="small"
          margin="dense"
          label={t('contact.name')}
          helperText={contact?.pushName ? t('contact.nameHint', { name: contact.pushName }) : undefined}
          value={values.name ?? ''}
          onChange={({ target }) => set('name', target.value)}
          slotProps={{ htmlInput: { maxLength: 120, dir: 'auto', autoComplete: 'off' } }}
        />
        <TextField
          size="small"
          margin="dense"
          type="email"
          label={t('contact.email')}
          error={badEmail}
          helperText={badEmail ? t('common:field.email') : undefined}
          value={values.email ?? ''}
          onChange={({ target }) => set('email', target.value)}
          slotProps={{ htmlInput: { maxLength: 254, autoComplete: 'off' } }}
        />
        <Box sx={{ mt: 1, mb: 0.5 }}>
          <TagPicker
            label={t('contact.tags')}
            value={values.tagIds}
            onChange={(tagIds) => set('tagIds', tagIds)}
          />
        </Box>
        {fields.map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={values.fields.find(({ fieldId }) => fieldId === field.id)?.value ?? null}
            onChange={(value) =>
              set('fields', [
                ...values.fields.filter(({ fieldId }) => fieldId !== field.id),
                { fieldId: field.id, value },
              ])
            }
          />
        ))}
        <TextField
          select
          size="small"
          margin="dense"
          label={t('contact.language')}
          value={values.language ?? ''}
          onChange={({ target }) =>
            set('language', languages.find((language) => language === target.value) ?? null)
          }
        >
          <MenuItem value="">{t('contact.noLanguage')}</MenuItem>
          {languages.map((language) => (
            <MenuItem key={language} value={language}>
              {languageNames[language]}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          size="small"
          margin="dense"
          multiline
          minRows={3}
          maxRows={10}
          label={t('contact.notes')}
          value={values.notes}
          onChange={({ target }) => set('notes', target.value)}
          slotProps={{ htmlInput: { maxLength: 5_000, dir: 'auto' } }}
        />
        <FormControlLabel
          sx={{ mt: 0.5 }}
          control={
            <Switch checked={values.botOff} onChange={({ target }) => set('botOff', target.checked)} />
          }
          label={t('contact.botOff')}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
        <Button type="submit" variant="contained" loading={pending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  );
}

function startValues(contact: Contact | null): ContactValues {
  return {
    name: contact?.givenName ?? null,
    email: contact?.email ?? null,
    language: contact?.language ?? null,
    notes: contact?.notes ?? '',
    botOff: contact?.botOff ?? false,
    tagIds: contact?.tagIds ?? [],
    fields: contact?.fields ?? [],
  };
}
