import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { TicketFilter } from '@ticketz/contract/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { daysOf, filterOfDays, shortPeriods } from './period.ts';

interface PeriodFieldProps {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
}

/** When the last message came: some days back from now, or between two days. */
export function PeriodField({ filter, onChange }: PeriodFieldProps) {
  const { t } = useTranslation('lists');
  const [choosing, setChoosing] = useState(Boolean(filter.from || filter.until));
  const { first, last } = daysOf(filter);
  const none = { ...filter, lastDays: undefined, from: undefined, until: undefined };
  const known = shortPeriods.some((days) => days === filter.lastDays);
  const choose = (value: string) => {
    setChoosing(value === 'days');
    onChange(value === '' || value === 'days' ? none : { ...none, lastDays: Number(value) });
  };
  const dayField = (label: string, value: string, onDay: (day: string) => void) => (
    <TextField
      type="date"
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => onDay(target.value)}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
  return (
    <>
      <TextField
        select
        size="small"
        label={t('filters.period')}
        value={choosing ? 'days' : (filter.lastDays ?? '')}
        onChange={({ target }) => choose(target.value)}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{t('filters.anyTime')}</MenuItem>
        {[...shortPeriods, ...(filter.lastDays && !known ? [filter.lastDays] : [])].map((days) => (
          <MenuItem key={days} value={days}>
            {t('filters.lastDays', { count: days })}
          </MenuItem>
        ))}
        <MenuItem value="days">{t('filters.chosenDays')}</MenuItem>
      </TextField>
      {choosing ? (
        <Box sx={{ display: 'flex', gap: 1 }}>
          {dayField(t('filters.from'), first, (day) => onChange({ ...none, ...filterOfDays(day, last) }))}
          {dayField(t('filters.until'), last, (day) => onChange({ ...none, ...filterOfDays(first, day) }))}
        </Box>
      ) : null}
    </>
  );
}
