import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';
import { AsYouType, type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type SyntheticEvent, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiError } from '../../../api/api-error.ts';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { TextInput } from '../../../ui/TextInput.tsx';
import { countriesIn, likelyCountry } from './countries.ts';

interface PhoneNumberFormProps {
  pending: boolean;
  error: unknown;
  onSubmit: (phoneNumber: string) => void;
}

/** Country and number; a number typed with its `+` code sets the country by itself. */
export function PhoneNumberForm({ pending, error, onSubmit }: PhoneNumberFormProps) {
  const { t, i18n } = useTranslation(['connections', 'errors']);
  const selectId = useId();
  // Some 240 of them: made once, not at every key.
  const countries = useMemo(
    () =>
      countriesIn(i18n.language).map(({ code, name, callingCode }) => (
        <option key={code} value={code}>
          {name} (+{callingCode})
        </option>
      )),
    [i18n.language],
  );
  const [country, setCountry] = useState<CountryCode>(() => likelyCountry());
  const [number, setNumber] = useState('');
  const [invalid, setInvalid] = useState(false);
  const badNumber = t('errors:invalid_phone_number');

  function type(text: string): void {
    setInvalid(false);
    const typed = new AsYouType(country);
    const formatted = typed.input(text);
    // Formatting while deleting would put back the bracket that was just deleted.
    setNumber(text.length > number.length ? formatted : text);
    const recognised = typed.getCountry();
    if (text.startsWith('+') && recognised) setCountry(recognised);
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const parsed = parsePhoneNumberFromString(number, country);
    if (parsed?.isPossible()) onSubmit(parsed.number);
    else setInvalid(true);
  }

  const refused = isApiError(error, 'invalid_phone_number');
  return (
    <form noValidate onSubmit={submit}>
      {refused ? null : <FormError error={error} />}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '2fr 3fr' } }}>
        <FormControl fullWidth>
          <InputLabel htmlFor={selectId}>{t('link.country')}</InputLabel>
          <NativeSelect
            id={selectId}
            value={country}
            input={<OutlinedInput label={t('link.country')} />}
            onChange={(event) => setCountry(event.target.value as CountryCode)}
          >
            {countries}
          </NativeSelect>
        </FormControl>
        <TextInput
          label={t('link.number')}
          type="tel"
          autoComplete="tel-national"
          autoFocus
          value={number}
          onChange={(event) => type(event.target.value)}
          hint={t('link.numberHint')}
          problem={invalid || refused ? badNumber : undefined}
        />
      </Box>
      <Button type="submit" variant="contained" loading={pending} sx={{ mt: 1 }}>
        {t('link.getCode')}
      </Button>
    </form>
  );
}
