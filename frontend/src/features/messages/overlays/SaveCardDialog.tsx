import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import type { ContactCard } from '@ticketz/contract/message-details';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { showToast } from '../../../ui/toast.ts';
import { connectionSummariesQuery } from '../../connections/connection-queries.ts';
import { cardNumbers } from '../content/card-numbers.ts';
import { hideOverlay } from './overlay.ts';
import { type SavedCard, useSaveCard } from './save-card.ts';

/** Makes a contact of somebody whose card was sent, and opens the conversation with them if that is wanted. */
export function SaveCardDialog({ card }: { card: ContactCard }) {
  const { t } = useTranslation(['messages', 'common']);
  const navigate = useNavigate();
  const format = usePhoneFormat();
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const numbers = cardNumbers(card);
  const [name, setName] = useState(card.name.slice(0, 120));
  const [phoneNumber, setPhoneNumber] = useState(numbers[0] ?? '');
  const [picked, setPicked] = useState<string | null>(null);
  const first = connections.find(({ state }) => state === 'connected') ?? connections[0];
  const connectionId = picked ?? first?.id ?? '';
  const saving = useSaveCard();
  const writing = saving.variables?.write ?? false;
  const shown = (number: string) => (number.startsWith('+') ? format(number.slice(1)) : number);

  function done({ contact, known, ticket }: SavedCard): void {
    hideOverlay();
    if (ticket) return void navigate(`/tickets/${ticket.id}`);
    showToast({
      text: t(known ? 'contact.known' : 'contact.saved', { name: contact.name }),
      action: { label: t('contact.show'), run: () => void navigate(`/contacts/${contact.id}`) },
    });
  }
  const save = (write: boolean) =>
    saving.mutate({ connectionId, phoneNumber, name, write }, { onSuccess: done });

  return (
    <AppDialog open title={t('contact.title')} onClose={hideOverlay}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save(false);
        }}
      >
        <DialogContent sx={{ '&&': { pt: 1 } }}>
          <FormError error={saving.error} />
          <TextInput
            autoFocus
            label={t('contact.name')}
            value={name}
            onChange={({ target }) => setName(target.value)}
            inputProps={{ maxLength: 120, dir: 'auto' }}
          />
          <TextField
            select
            label={t('contact.number')}
            value={phoneNumber}
            helperText={t('contact.checked')}
            onChange={({ target }) => setPhoneNumber(target.value)}
          >
            {numbers.map((number) => (
              <MenuItem key={number} value={number}>
                {shown(number)}
              </MenuItem>
            ))}
          </TextField>
          {connections.length > 1 ? (
            <TextField
              select
              label={t('forward.through')}
              value={connectionId}
              onChange={({ target }) => setPicked(target.value)}
              sx={{ mt: 2 }}
            >
              {connections.map((connection) => (
                <MenuItem key={connection.id} value={connection.id}>
                  {connection.name}
                </MenuItem>
              ))}
            </TextField>
          ) : null}
        </DialogContent>
        <DialogActions sx={{ flexWrap: 'wrap', rowGap: 1 }}>
          <Button onClick={hideOverlay}>{t('common:action.cancel')}</Button>
          <Button
            variant="outlined"
            disabled={!connectionId || saving.isPending}
            loading={saving.isPending && writing}
            onClick={() => save(true)}
          >
            {t('contact.saveAndWrite')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            disabled={!connectionId || saving.isPending}
            loading={saving.isPending && !writing}
          >
            {t('contact.save')}
          </Button>
        </DialogActions>
      </form>
    </AppDialog>
  );
}
