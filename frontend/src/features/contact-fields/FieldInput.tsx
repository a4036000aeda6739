import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ContactField, FieldValue } from '@ticketz/contract/contact-fields';
import { useTranslation } from 'react-i18next';

interface FieldInputProps {
  field: ContactField;
  value: FieldValue | null;
  onChange: (value: FieldValue | null) => void;
}

/** One of the company's own fields, with the input that fits its kind. Empty is null. */
export function FieldInput({ field, value, onChange }: FieldInputProps) {
  const { t } = useTranslation('directory');
  const common = { size: 'small', label: field.name, margin: 'dense' } as const;
  if (field.kind === 'choice' || field.kind === 'yes_no') {
    const kept = typeof value === 'string' && !field.choices.includes(value) ? [value] : [];
    const choices = field.kind === 'yes_no' ? ['yes', 'no'] : [...field.choices, ...kept];
    const shown = typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? '');
    return (
      <TextField
        {...common}
        select
        value={shown}
        onChange={({ target }) => {
          if (target.value === '') onChange(null);
          else onChange(field.kind === 'yes_no' ? target.value === 'yes' : target.value);
        }}
      >
        <MenuItem value="">{t('fields.empty')}</MenuItem>
        {choices.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {field.kind === 'yes_no' ? t(choice === 'yes' ? 'fields.yes' : 'fields.no') : choice}
          </MenuItem>
        ))}
      </TextField>
    );
  }
  return (
    <TextField
      {...common}
      type={field.kind}
      value={value ?? ''}
      onChange={({ target }) => {
        const text = target.value;
        if (text.trim() === '') onChange(null);
        else onChange(field.kind === 'number' ? Number(text) : text);
      }}
      slotProps={{
        htmlInput: field.kind === 'number' ? { step: 'any' } : { maxLength: 500 },
        inputLabel: field.kind === 'date' ? { shrink: true } : {},
      }}
    />
  );
}
