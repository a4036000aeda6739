import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '../../ui/TextInput.tsx';
import type { SettingControlProps } from './settings-query.ts';

interface NumberSettingProps extends SettingControlProps {
  min: number;
  max: number;
  value: number;
}

/** A number is typed in parts, so it is saved when one says so. */
export function NumberSetting({ label, help, min, max, value, save, pending, disabled }: NumberSettingProps) {
  const { t } = useTranslation(['settings', 'common']);
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed === null || typed.trim() === '' ? Number.NaN : Number(typed);
  const fits = Number.isInteger(number) && number >= min && number <= max;
  const problem = typed !== null && !fits ? t('notBetween', { min, max }) : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) save(number, () => setTyped(null));
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2 }}>
        <TextInput
          label={label}
          hint={help}
          problem={problem}
          value={typed ?? String(value)}
          disabled={disabled}
          onChange={({ target }) => setTyped(target.value)}
          inputProps={{ inputMode: 'numeric' }}
        />
        <Button
          type="submit"
          variant="contained"
          loading={pending}
          disabled={!fits || number === value}
          sx={{ flex: 'none', minHeight: 44 }}
        >
          {t('common:action.save')}
        </Button>
      </Box>
    </form>
  );
}
