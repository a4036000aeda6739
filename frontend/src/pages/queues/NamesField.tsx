import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useAutocompleteTexts } from '../../ui/use-autocomplete-texts.ts';

interface NamesFieldProps {
  label: string;
  hint: string;
  options: readonly { id: string; name: string }[];
  value: readonly string[];
  onChange: (ids: string[]) => void;
}

/** Chooses some of these by their names. */
export function NamesField({ label, hint, options, value, onChange }: NamesFieldProps) {
  const texts = useAutocompleteTexts();
  return (
    <Autocomplete
      {...texts}
      multiple
      size="small"
      options={options}
      value={options.filter(({ id }) => value.includes(id))}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      disableCloseOnSelect
      onChange={(_event, chosen) => onChange(chosen.map(({ id }) => id))}
      renderInput={(params) => <TextField {...params} label={label} helperText={hint} />}
      sx={{ mb: 2 }}
    />
  );
}
