import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useId } from 'react';
import type { SettingControlProps } from './settings-query.ts';

interface ChoiceSettingProps extends SettingControlProps {
  options: readonly string[];
  value: string;
  valueLabel: (value: string) => string;
}

/** Chosen is done. */
export function ChoiceSetting(props: ChoiceSettingProps) {
  const { label, help, options, value, valueLabel, save, pending, disabled } = props;
  const labelId = useId();
  const narrow = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  return (
    <FormControl fullWidth disabled={disabled}>
      <FormLabel id={labelId} focused={false} sx={{ mb: 1, color: 'text.primary' }}>
        {label}
      </FormLabel>
      <ToggleButtonGroup
        exclusive
        fullWidth={narrow}
        orientation={narrow ? 'vertical' : 'horizontal'}
        value={value}
        disabled={pending || disabled}
        aria-labelledby={labelId}
        onChange={(_event, chosen: string | null) => {
          if (chosen !== null) save(chosen);
        }}
      >
        {options.map((option) => (
          <ToggleButton key={option} value={option} sx={{ px: 2 }}>
            {valueLabel(option)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <FormHelperText sx={{ mx: 0, mt: 1 }}>{help}</FormHelperText>
    </FormControl>
  );
}
