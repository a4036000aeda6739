import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { Shift } from '@ticketz/contract/opening-hours';
import { useTranslation } from 'react-i18next';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { CloseIcon } from '../../ui/icons/CloseIcon.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

const mostShifts = 6;

interface ShiftsFieldProps {
  /** Of which day, for screen readers. */
  day: string;
  value: readonly Shift[];
  onChange: (shifts: Shift[]) => void;
}

/** The shifts of one day, one below the other; none: closed. */
export function ShiftsField({ day, value, onChange }: ShiftsFieldProps) {
  const { t } = useTranslation('openingHours');
  const last = value.at(-1);
  const next = last
    ? { from: last.to, to: last.to < '18:00' ? '18:00' : '23:00' }
    : { from: '09:00', to: '18:00' };
  const add = value.length < mostShifts && (
    <Button size="small" startIcon={<AddIcon />} onClick={() => onChange([...value, next])}>
      {t(value.length === 0 ? 'open' : 'addShift')}
      <VisuallyHidden>{day}</VisuallyHidden>
    </Button>
  );
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: 0.5, minWidth: 0 }}>
      {value.map((shift, place) => (
        <Box key={place} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          <TimeInput
            label={t('from', { day, number: place + 1 })}
            value={shift.from}
            onChange={(from) => onChange(value.with(place, { ...shift, from }))}
          />
          <span aria-hidden>–</span>
          <TimeInput
            label={t('to', { day, number: place + 1 })}
            value={shift.to}
            onChange={(to) => onChange(value.with(place, { ...shift, to }))}
          />
          <IconButton
            size="small"
            aria-label={t('removeShift', { day, number: place + 1 })}
            onClick={() => onChange(value.toSpliced(place, 1))}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
          {shift.to !== '' && shift.to <= shift.from ? (
            <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{t('nextDay')}</Box>
          ) : null}
        </Box>
      ))}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 34 }}>
        {value.length === 0 ? <Box sx={{ color: 'text.secondary' }}>{t('closed')}</Box> : null}
        {add}
      </Box>
    </Box>
  );
}

interface TimeInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function TimeInput({ label, value, onChange }: TimeInputProps) {
  return (
    <OutlinedInput
      type="time"
      size="small"
      value={value}
      error={value === ''}
      onChange={({ target }) => onChange(target.value)}
      inputProps={{ 'aria-label': label }}
      sx={{
        width: { xs: 108, sm: 140 },
        '& input': { px: 1 },
        '& input::-webkit-calendar-picker-indicator': { display: { xs: 'none', sm: 'block' } },
      }}
    />
  );
}
