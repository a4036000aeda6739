import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ContactRow } from '@ticketz/contract/contacts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { useDebounced } from '../../../lib/useDebounced.ts';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { useAutocompleteTexts } from '../../../ui/use-autocomplete-texts.ts';
import { contactsQuery } from '../contact-queries.ts';

interface ContactPickerProps {
  label: string;
  hint?: string;
  /** Not to be chosen. */
  exceptId?: string;
  onChange: (contact: ContactRow | null) => void;
}

/** Finds one contact by name, number or e-mail. */
export function ContactPicker({ label, hint, exceptId, onChange }: ContactPickerProps) {
  const { t } = useTranslation('directory');
  const format = usePhoneFormat();
  const [typed, setTyped] = useState('');
  const search = useDebounced(typed.trim(), 200);
  const { data, isFetching } = useInfiniteQuery({
    ...contactsQuery({ search, tagId: null }),
    placeholderData: keepPreviousData,
  });
  const contacts = data?.pages.flatMap(({ items }) => items) ?? [];
  const texts = useAutocompleteTexts();
  return (
    <Autocomplete
      {...texts}
      options={contacts.filter(({ id }) => id !== exceptId)}
      filterOptions={(all) => all}
      loading={isFetching}
      loadingText={t('picker.searching')}
      noOptionsText={t('picker.nobody')}
      getOptionLabel={({ name }) => name}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      onInputChange={(_event, text, reason) => {
        if (reason !== 'selectOption') setTyped(text);
      }}
      onChange={(_event, contact) => onChange(contact)}
      renderOption={({ key: _key, ...option }, contact) => (
        <Box component="li" key={contact.id} {...option} sx={{ gap: 1.5 }}>
          <PersonAvatar id={contact.id} name={contact.name} size={32} />
          <Box sx={{ minWidth: 0 }}>
            <Box sx={{ overflowWrap: 'anywhere' }}>{contact.name}</Box>
            <Box dir="ltr" sx={{ typography: 'body2', color: 'text.secondary', textAlign: 'start' }}>
              {contact.phoneNumber ? format(contact.phoneNumber) : ''}
            </Box>
          </Box>
        </Box>
      )}
      renderInput={(params) => <TextField {...params} autoFocus label={label} helperText={hint} />}
    />
  );
}
