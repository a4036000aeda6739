import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useAutocompleteTexts } from '../../../ui/use-autocomplete-texts.ts';
import type { TransferForm } from './transfer-commands.ts';

interface Named {
  id: string;
  name: string;
}

interface PlaceFieldProps<Place extends Named> {
  form: UseFormReturn<TransferForm>;
  name: 'queueId' | 'assigneeId' | 'connectionId';
  label: string;
  options: readonly Place[];
  /** Before the name. */
  mark?: (place: Place) => ReactNode;
  autoFocus?: boolean;
}

/** Chooses one of these, or none, by name. */
export function PlaceField<Place extends Named>(props: PlaceFieldProps<Place>) {
  const { form, name, label, options, mark, autoFocus = false } = props;
  const texts = useAutocompleteTexts();
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field: { value, onChange } }) => (
        <Autocomplete
          {...texts}
          size="small"
          options={options}
          value={options.find(({ id }) => id === value) ?? null}
          getOptionLabel={(option) => option.name}
          getOptionKey={({ id }) => id}
          isOptionEqualToValue={(one, other) => one.id === other.id}
          onChange={(_event, chosen) => onChange(chosen?.id)}
          renderOption={({ key, ...option }, place) => (
            <Box component="li" key={key} {...option} sx={{ gap: 1 }}>
              {mark?.(place)}
              {place.name}
            </Box>
          )}
          renderInput={(params) => <TextField {...params} label={label} autoFocus={autoFocus} />}
          sx={{ mb: 2 }}
        />
      )}
    />
  );
}
