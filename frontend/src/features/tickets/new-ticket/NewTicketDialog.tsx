import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import type { ContactSummary } from '@ticketz/contract/contacts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { isApiError } from '../../../api/api-error.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../ui/DialogForm.tsx';
import { errorText } from '../../../ui/error-text.ts';
import { TextInput } from '../../../ui/TextInput.tsx';
import { connectionSummariesQuery } from '../../connections/connection-queries.ts';
import { ContactPicker } from '../../contacts/merge/ContactPicker.tsx';
import { type Recipient, useOpenTicket } from './open-ticket.ts';

interface NewTicketDialogProps {
  /** Whom it is for, if that is settled already. */
  contact?: ContactSummary;
  onClose: () => void;
}

/** Writes to somebody first: to a contact or to any number, through the connection that is chosen. */
export function NewTicketDialog({ contact, onClose }: NewTicketDialogProps) {
  const { t } = useTranslation('directory');
  return (
    <AppDialog
      open
      title={contact ? t('newTicket.titleFor', { name: contact.name }) : t('newTicket.title')}
      onClose={onClose}
    >
      <NewTicketForm contact={contact} onClose={onClose} />
    </AppDialog>
  );
}

function NewTicketForm({ contact, onClose }: { contact: ContactSummary | undefined; onClose: () => void }) {
  const { t } = useTranslation(['directory', 'common']);
  const navigate = useNavigate();
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const [way, setWay] = useState<'contact' | 'number'>('contact');
  const [chosen, setChosen] = useState<string | null>(contact?.id ?? null);
  const [phoneNumber, setPhoneNumber] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const open = useOpenTicket();
  const ready = connections.filter(({ state }) => state === 'connected');
  const connectionId = picked ?? ready[0]?.id ?? connections[0]?.id ?? '';
  const to = recipient();
  const { error } = open;
  const atNumber = isApiError(error, 'number_not_found') || isApiError(error, 'invalid_phone_number');
  const required = tried && !to ? t('common:field.required') : undefined;

  function recipient(): Recipient | null {
    if (way === 'number') return phoneNumber.trim() ? { phoneNumber } : null;
    return chosen ? { contactId: chosen } : null;
  }

  return (
    <DialogForm
      submitLabel={t('newTicket.submit')}
      pending={open.isPending}
      error={atNumber ? null : error}
      onSubmit={async (event) => {
        event.preventDefault();
        setTried(true);
        if (!to || !connectionId) return;
        open.mutate(
          { connectionId, to },
          {
            onSuccess: (ticket) => {
              onClose();
              void navigate(`/tickets/${ticket.id}`);
            },
          },
        );
      }}
      onCancel={onClose}
    >
      {contact ? null : (
        <>
          <ToggleButtonGroup
            exclusive
            fullWidth
            size="small"
            aria-label={t('newTicket.to')}
            value={way}
            onChange={(_event, next: 'contact' | 'number' | null) => {
              if (next) setWay(next);
            }}
            sx={{ mb: 2 }}
          >
            <ToggleButton value="contact">{t('newTicket.contact')}</ToggleButton>
            <ToggleButton value="number">{t('newTicket.number')}</ToggleButton>
          </ToggleButtonGroup>
          {way === 'contact' ? (
            <ContactPicker
              label={t('newTicket.contact')}
              hint={required ?? ' '}
              onChange={(found) => setChosen(found?.id ?? null)}
            />
          ) : (
            <TextInput
              autoFocus
              type="tel"
              label={t('newTicket.number')}
              hint={t('create.phoneHint')}
              problem={required ?? (atNumber ? errorText(error) : undefined)}
              value={phoneNumber}
              onChange={({ target }) => setPhoneNumber(target.value)}
              inputProps={{ maxLength: 40, dir: 'ltr' }}
            />
          )}
        </>
      )}
      <Box sx={{ mt: 1 }}>
        <TextField
          select
          label={t('newTicket.connection')}
          value={connectionId}
          helperText={connections.length === 0 ? t('newTicket.noConnection') : ' '}
          onChange={({ target }) => setPicked(target.value)}
        >
          {connections.map((connection) => (
            <MenuItem key={connection.id} value={connection.id}>
              {connection.name}
            </MenuItem>
          ))}
        </TextField>
      </Box>
    </DialogForm>
  );
}
