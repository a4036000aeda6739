import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type ContactField, type FieldKind, fieldKinds } from '@ticketz/contract/contact-fields';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { DialogForm } from '../../ui/DialogForm.tsx';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { contactFieldsQuery, useDeleteField, useSaveField } from './field-queries.ts';

/** What the company wants to know of every contact. */
export function FieldsSection() {
  const { t } = useTranslation('directory');
  const query = useQuery(contactFieldsQuery);
  const [editing, setEditing] = useState<ContactField | 'new' | null>(null);
  const [deleting, setDeleting] = useState<ContactField | null>(null);
  const remove = useDeleteField();
  return (
    <Section title={t('fields.title')} text={t('fields.text')}>
      <QueryView query={query} skeleton={<CardsSkeleton height={36} />}>
        {(fields) => (
          <Box component="ul" aria-label={t('fields.title')} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {fields.map((field) => (
              <Box component="li" key={field.id} sx={{ display: 'flex', alignItems: 'center', py: 0.25 }}>
                <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
                  <Typography>{field.name}</Typography>
                  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                    {t(`fields.kinds.${field.kind}`)}
                    {field.kind === 'choice' ? `: ${field.choices.join(', ')}` : ''}
                  </Typography>
                </Box>
                <IconButton
                  aria-label={t('tags.editNamed', { name: field.name })}
                  onClick={() => setEditing(field)}
                >
                  <EditIcon fontSize="small" />
                </IconButton>
                <IconButton
                  aria-label={t('tags.deleteNamed', { name: field.name })}
                  onClick={() => setDeleting(field)}
                >
                  <TrashIcon fontSize="small" />
                </IconButton>
              </Box>
            ))}
            {fields.length === 0 ? (
              <Typography component="li" sx={{ color: 'text.secondary' }}>
                {t('fields.none')}
              </Typography>
            ) : null}
          </Box>
        )}
      </QueryView>
      <Button startIcon={<AddIcon />} onClick={() => setEditing('new')} sx={{ mt: 1 }}>
        {t('fields.add')}
      </Button>
      <AppDialog
        open={editing !== null}
        title={t(editing === 'new' ? 'fields.add' : 'fields.edit')}
        onClose={() => setEditing(null)}
      >
        {editing ? (
          <FieldForm field={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />
        ) : null}
      </AppDialog>
      <ConfirmDialog
        open={deleting !== null}
        title={t('fields.deleteTitle', { name: deleting?.name })}
        text={t('fields.deleteText')}
        confirmLabel={t('fields.delete')}
        pending={remove.isPending}
        error={remove.error}
        onConfirm={() => {
          if (deleting) remove.mutate(deleting.id, { onSuccess: () => setDeleting(null) });
        }}
        onClose={() => setDeleting(null)}
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
