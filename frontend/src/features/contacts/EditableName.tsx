import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ContactSummary, contactEndpoints } from '@ticketz/contract/contacts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../api/call-api.ts';
import { errorText } from '../../ui/error-text.ts';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { applyContact } from './contact-queries.ts';

interface EditFormProps {
  contact: ContactSummary;
  onDone: () => void;
}

function EditForm({ contact, onDone }: EditFormProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const queryClient = useQueryClient();
  const [name, setName] = useState(contact.name);
  const empty = name.trim() === '';
  const rename = useMutation({
    mutationFn: () =>
      callApi(contactEndpoints.updateContact, { params: { contactId: contact.id }, body: { name } }),
    onSuccess: (next) => {
      applyContact(queryClient, next);
      onDone();
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!empty) rename.mutate();
  }
  return (
    <Box component="form" onSubmit={submit} sx={{ width: '100%' }}>
      <TextField
        autoFocus
        size="small"
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
        }}
        error={empty || rename.isError}
        helperText={empty ? t('nameRequired') : rename.isError ? errorText(rename.error) : t('nameHint')}
        slotProps={{ htmlInput: { maxLength: 120, dir: 'auto' } }}
      />
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end', mt: 1 }}>
        <Button size="small" color="inherit" onClick={onDone}>
          {t('common:action.cancel')}
        </Button>
        <Button size="small" type="submit" variant="contained" loading={rename.isPending}>
          {t('common:action.save')}
        </Button>
      </Box>
    </Box>
  );
}

/** A person's name, with a way to give them another. */
export function EditableName({ contact }: { contact: ContactSummary }) {
  const { t } = useTranslation('contacts');
  const [editing, setEditing] = useState(false);
  if (editing) return <EditForm contact={contact} onDone={() => setEditing(false)} />;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, maxWidth: '100%' }}>
      <Typography variant="h2" dir="auto" sx={{ overflowWrap: 'anywhere', textAlign: 'center' }}>
        {contact.name}
      </Typography>
      <IconButton size="small" aria-label={t('editName')} onClick={() => setEditing(true)}>
        <EditIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}
