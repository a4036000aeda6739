import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type ContactField, type FieldKind, fieldKinds } from '@ticketz/contract/contact-fields';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { NamedList } from '../../ui/NamedList.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { contactFieldsQuery, useDeleteField, useSaveField } from './field-queries.ts';

/** What the company wants to know of every contact. */
export function FieldsSection() {
  const { t } = useTranslation('directory');
  return (
    <Section title={t('fields.title')} text={t('fields.text')}>
      <NamedList
        query={useQuery(contactFieldsQuery)}
        remove={useDeleteField()}
        texts={{
          label: t('fields.title'),
          none: t('fields.none'),
          add: t('fields.add'),
          edit: t('fields.edit'),
          delete: t('fields.delete'),
          deleteText: t('fields.deleteText'),
          deleteTitle: (name) => t('fields.deleteTitle', { name }),
          editNamed: (name) => t('tags.editNamed', { name }),
          deleteNamed: (name) => t('tags.deleteNamed', { name }),
        }}
        show={(field) => (
          <>
            <Typography>{field.name}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary' }}>
              {t(`fields.kinds.${field.kind}`)}
              {field.kind === 'choice' ? `: ${field.choices.join(', ')}` : ''}
            </Typography>
          </>
        )}
        form={(field, onDone) => <FieldForm field={field} onDone={onDone} />}
      />
    </Section>
  );
}

function FieldForm({ field, onDone }: { field: ContactField | null; onDone: () => void }) {
  const { t } = useTranslation(['directory', 'common']);
  const [name, setName] = useState(field?.name ?? '');
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? 'text');
  const [choices, setChoices] = useState(field?.choices.join('\n') ?? '');
  const [tried, setTried] = useState(false);
  const save = useSaveField(field);
  const lines = choices
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const noName = name.trim() === '';
  const noChoice = kind === 'choice' && lines.length === 0;
  return (
    <DialogForm
      submitLabel={t('common:action.save')}
      pending={save.isPending}
      error={save.error}
      onSubmit={async (event) => {
        event.preventDefault();
        setTried(true);
        const body = { name: name.trim(), kind, choices: kind === 'choice' ? lines : [] };
        if (!noName && !noChoice) save.mutate(body, { onSuccess: onDone });
      }}
      onCancel={onDone}
    >
      <TextInput
        autoFocus
        label={t('fields.name')}
        value={name}
        onChange={({ target }) => setName(target.value)}
        problem={tried && noName ? t('common:field.required') : undefined}
        inputProps={{ maxLength: 60 }}
        sx={{ mt: 0.5 }}
      />
      <TextField
        select
        label={t('fields.kind')}
        value={kind}
        disabled={field !== null}
        helperText={field ? t('fields.kindStays') : ' '}
        onChange={({ target }) => setKind(fieldKinds.find((one) => one === target.value) ?? 'text')}
      >
        {fieldKinds.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`fields.kinds.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {kind === 'choice' ? (
        <TextField
          multiline
          minRows={3}
          maxRows={8}
          label={t('fields.choices')}
          value={choices}
          onChange={({ target }) => setChoices(target.value)}
          error={tried && noChoice}
          helperText={tried && noChoice ? t('common:field.required') : t('fields.choicesHint')}
        />
      ) : null}
    </DialogForm>
  );
}
