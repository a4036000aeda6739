import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import type { ImportSettings } from '@ticketz/contract/contact-imports';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionSummariesQuery } from '../connections/connection-queries.ts';
import { TagPicker } from '../tags/TagPicker.tsx';

interface ImportOptionsProps {
  value: ImportSettings;
  /** Numbers come with their country code then, and nothing that is written here is replaced. */
  ofPhone: boolean;
  onChange: (settings: ImportSettings) => void;
  howMissing: boolean;
}

const known = ['fill', 'overwrite', 'skip'] as const;
const knownToPhones = ['fill', 'skip'] as const;
const consents = ['opted_in', 'opted_out'] as const;
const none = '';

/** What holds for all rows. */
export function ImportOptions({ value, ofPhone, onChange, howMissing }: ImportOptionsProps) {
  const { t, i18n } = useTranslation(['imports', 'directory']);
  const { data: connections = [] } = useQuery(connectionSummariesQuery);
  const countries = useMemo(() => listCountries(i18n.language), [i18n.language]);
  const { consent } = value;
  const setConsent = (next: string) => {
    const state = consents.find((one) => one === next);
    onChange({ ...value, consent: state ? { state, how: consent?.how ?? '' } : null });
  };
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {ofPhone ? null : (
        <TextField
          select
          size="small"
          label={t('options.country')}
          helperText={t('options.countryHint')}
          value={value.country}
          onChange={({ target }) => onChange({ ...value, country: target.value })}
        >
          {countries.map(({ code, name }) => (
            <MenuItem key={code} value={code}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
      <TextField
        select
        size="small"
        label={t('options.known')}
        value={value.known}
        onChange={({ target }) =>
          onChange({ ...value, known: known.find((one) => one === target.value) ?? 'fill' })
        }
      >
        {(ofPhone ? knownToPhones : known).map((one) => (
          <MenuItem key={one} value={one}>
            {t(ofPhone && one === 'fill' ? 'options.knownAs.fillPhone' : `options.knownAs.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <TagPicker
        label={t('options.tags')}
        value={value.tagIds}
        onChange={(tagIds) => onChange({ ...value, tagIds })}
      />
      <TextField
        select
        size="small"
        label={t('directory:consent.title')}
        value={consent?.state ?? none}
        onChange={({ target }) => setConsent(target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value={none}>{t('options.noConsent')}</MenuItem>
        {consents.map((state) => (
          <MenuItem key={state} value={state}>
            {t(`options.consent.${state}`)}
          </MenuItem>
        ))}
      </TextField>
      {consent ? (
        <TextField
          size="small"
          label={t('options.how')}
          placeholder={t('directory:consent.howExample')}
          error={howMissing}
          helperText={howMissing ? t('options.howMissing') : t('directory:consent.howHint')}
          value={consent.how}
          onChange={({ target }) => onChange({ ...value, consent: { ...consent, how: target.value } })}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
      ) : null}
      <TextField
        select
        size="small"
        label={t('options.numbers')}
        helperText={t('options.numbersHint')}
        value={value.connectionId ?? none}
        onChange={({ target }) => onChange({ ...value, connectionId: target.value || null })}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value={none}>{t('options.noNumbers')}</MenuItem>
        {connections.map(({ id, name }) => (
          <MenuItem key={id} value={id}>
            {t('options.numbersBy', { name })}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}

function listCountries(language: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return getCountries()
    .map((code) => ({ code, name: `${names.of(code) ?? code} (+${getCountryCallingCode(code)})` }))
    .toSorted((one, other) => one.name.localeCompare(other.name, language));
}
