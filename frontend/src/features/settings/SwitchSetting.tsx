import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import { useId } from 'react';
import type { SettingControlProps } from './settings-query.ts';

export function SwitchSetting({
  label,
  help,
  value,
  save,
  pending,
  disabled,
}: SettingControlProps & { value: boolean }) {
  const helpId = useId();
  return (
    <FormControl fullWidth disabled={disabled}>
      <FormControlLabel
        control={
          <Switch
            checked={value}
            disabled={pending || disabled}
            onChange={(_event, checked) => save(checked)}
            slotProps={{ input: { 'aria-describedby': helpId } }}
          />
        }
        label={label}
      />
      <FormHelperText id={helpId} sx={{ mx: 0 }}>
        {help}
      </FormHelperText>
    </FormControl>
  );
}
