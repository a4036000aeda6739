import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import type { SpecialDay } from '@ticketz/contract/opening-hours';
import { useTranslation } from 'react-i18next';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { ShiftsField } from './ShiftsField.tsx';

interface SpecialDaysFieldProps {
  value: readonly SpecialDay[];
  onChange: (days: SpecialDay[]) => void;
}

/** Holidays, and days that are otherwise than their weekday. */
export function SpecialDaysField({ value, onChange }: SpecialDaysFieldProps) {
  const { t } = useTranslation('openingHours');
  const add = () => onChange([...value, { date: '', everyYear: false, name: '', shifts: [] }]);
  return (
    <Box>
      <Box component="ul" aria-label={t('special')} sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {value.map((day, place) => (
          <SpecialDayRow
            key={place}
            number={place + 1}
            day={day}
            onChange={(next) => onChange(value.with(place, next))}
            onRemove={() => onChange(value.toSpliced(place, 1))}
          />
        ))}
      </Box>
      <Button size="small" startIcon={<AddIcon />} onClick={add}>
        {t('addSpecial')}
      </Button>
    </Box>
  );
}

interface SpecialDayRowProps {
  number: number;
  day: SpecialDay;
  onChange: (day: SpecialDay) => void;
  onRemove: () => void;
}

function SpecialDayRow({ number, day, onChange, onRemove }: SpecialDayRowProps) {
  const { t } = useTranslation('openingHours');
  const name = day.name.trim() || t('specialNumber', { number });
  return (
    <Box component="li" sx={{ borderBottom: 1, borderColor: 'divider', py: 1.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <TextField
          size="small"
          type="date"
          label={t('date')}
          value={day.date}
          error={day.date === ''}
          onChange={({ target }) => onChange({ ...day, date: target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
          sx={{ width: 160 }}
        />
        <TextField
          size="small"
          label={t('name')}
          placeholder={t('namePlaceholder')}
          value={day.name}
          onChange={({ target }) => onChange({ ...day, name: target.value.slice(0, 60) })}
          sx={{ flex: '1 1 160px' }}
        />
        <FormControlLabel
          control={
            <Checkbox checked={day.everyYear} onChange={(_, everyYear) => onChange({ ...day, everyYear })} />
          }
          label={t('everyYear')}
        />
        <IconButton aria-label={t('removeSpecial', { name })} onClick={onRemove}>
          <TrashIcon fontSize="small" />
        </IconButton>
      </Box>
      <Box sx={{ mt: 0.75 }}>
        <ShiftsField day={name} value={day.shifts} onChange={(shifts) => onChange({ ...day, shifts })} />
      </Box>
    </Box>
  );
}
