import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { OutlinedInputProps } from '@mui/material/OutlinedInput';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput } from '../../ui/TextInput.tsx';
import type { SettingControlProps } from './settings-query.ts';

interface TypedSettingProps extends SettingControlProps {
  value: string;
  /** What is saved of what was typed; null: it can't be. */
  read: (typed: string) => string | number | null;
  /** What is wrong with what can't be saved. */
  problem: string;
  input: Pick<OutlinedInputProps, 'multiline' | 'maxRows' | 'inputProps'>;
}

/** What is typed comes in parts, so it is saved when one says so. */
export function TypedSetting(props: TypedSettingProps) {
  const { label, help, value, read, problem, input, save, pending, disabled } = props;
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = typed === null ? null : read(typed);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== null) save(wanted, () => setTyped(null));
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2 }}>
        <TextInput
          {...input}
          label={label}
          hint={help}
          problem={typed !== null && wanted === null ? problem : undefined}
          value={typed ?? value}
          disabled={disabled}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button
          type="submit"
          variant="contained"
          loading={pending}
          disabled={wanted === null || String(wanted) === value}
          aria-label={`${t('action.save')}: ${label}`}
          sx={{ flex: 'none', minHeight: 44 }}
        >
          {t('action.save')}
        </Button>
      </Box>
    </form>
  );
}
