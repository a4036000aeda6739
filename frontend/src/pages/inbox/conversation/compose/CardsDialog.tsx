import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ContactSummary } from '@ticketz/contract/contacts';
import { searchEndpoints } from '@ticketz/contract/search';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../../../api/call-api.ts';
import { usePhoneFormat } from '../../../../lib/phone-format.ts';
import { useDebounced } from '../../../../lib/useDebounced.ts';
import { AppDialog } from '../../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../../ui/DialogForm.tsx';
import { SearchField } from '../../../../ui/SearchField.tsx';
import type { SendExtra } from './send-extra.ts';

const mostCards = 20;

/** Contacts to be passed on as cards, one or several. */
export function CardsDialog({ onSend, onClose }: { onSend: SendExtra; onClose: () => void }) {
  const { t } = useTranslation('compose');
  const format = usePhoneFormat();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly ContactSummary[]>([]);
  const [tried, setTried] = useState(false);
  const text = useDebounced(search.trim());
  const query = useQuery({
    queryKey: ['contacts', 'cards', text],
    queryFn: async ({ signal }) =>
      (await callApi(searchEndpoints.search, { query: { text, limit: 20 } }, { signal })).contacts,
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });
  const found = (text ? (query.data ?? []) : [])
    .map(({ contact }) => contact)
    .filter(({ phoneNumber }) => phoneNumber !== null);
  const toggle = (contact: ContactSummary) => {
    const rest = chosen.filter(({ id }) => id !== contact.id);
    setChosen(rest.length < chosen.length ? rest : [...chosen, contact].slice(0, mostCards));
  };

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (chosen.length === 0) return;
    const contacts = chosen.map(({ name, phoneNumber }) => ({
      name: name.slice(0, 300),
      phones: phoneNumber ? [{ label: '', number: phoneNumber }] : [],
      organization: '',
    }));
    onSend({ type: 'contacts', contacts });
  }
  return (
    <AppDialog open title={t('cards.title')} onClose={onClose}>
      <DialogForm submitLabel={t('send')} pending={false} error={null} onSubmit={submit} onCancel={onClose}>
        <SearchField label={t('cards.search')} value={search} onChange={setSearch} autoFocus />
        {chosen.length > 0 ? (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, pt: 1.5 }}>
            {chosen.map((contact) => (
              <Chip key={contact.id} size="small" label={contact.name} onDelete={() => toggle(contact)} />
            ))}
          </Box>
        ) : null}
        <Box sx={{ minHeight: 180, maxHeight: 280, overflowY: 'auto', pt: 1 }}>
          {found.map((contact) => (
            <FormControlLabel
              key={contact.id}
              sx={{ display: 'flex', minHeight: 44 }}
              control={
                <Checkbox
                  checked={chosen.some(({ id }) => id === contact.id)}
                  onChange={() => toggle(contact)}
                />
              }
              label={
                <>
                  {contact.name}
                  <Box component="span" sx={{ color: 'text.secondary', ml: 1, typography: 'body2' }}>
                    {format(contact.phoneNumber ?? '')}
                  </Box>
                </>
              }
            />
          ))}
          {text && query.data && found.length === 0 ? (
            <Box sx={{ color: 'text.secondary', pt: 2 }}>{t('cards.none')}</Box>
          ) : null}
          {tried && chosen.length === 0 ? (
            <Box role="alert" sx={{ color: 'error.main', typography: 'caption', pt: 1 }}>
              {t('cards.choose')}
            </Box>
          ) : null}
        </Box>
      </DialogForm>
    </AppDialog>
  );
}
