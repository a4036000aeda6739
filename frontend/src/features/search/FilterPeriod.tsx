import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import type { MessageFilter } from '@ticketz/contract/search';
import { addDays } from 'date-fns';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPeriod } from '../../lib/dates.ts';

interface FilterPeriodProps {
  filter: MessageFilter;
  onChange: (period: Pick<MessageFilter, 'since' | 'until'>) => void;
}

/** The beginning of a day here, some days later. */
function startOf(day: FormDataEntryValue | null, later = 0): string | undefined {
  const at = typeof day === 'string' && day !== '' ? new Date(`${day}T00:00`) : null;
  return at && !Number.isNaN(at.getTime()) ? addDays(at, later).toISOString() : undefined;
}

/** From one day to another, both included. */
export function FilterPeriod({ filter: { since, until }, onChange }: FilterPeriodProps) {
  const { t, i18n } = useTranslation('search');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const set = since !== undefined || until !== undefined;
  const [today] = useState(() => new Date());
  const lastDay = until ? addDays(new Date(until), -1) : today;

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const days = new FormData(event.currentTarget);
    onChange({ since: startOf(days.get('from')), until: startOf(days.get('to'), 1) });
    setAnchor(null);
  }
  const chosen = since
    ? formatPeriod(new Date(since), lastDay, i18n.language)
    : `≤ ${formatPeriod(lastDay, lastDay, i18n.language)}`;
  return (
    <>
      <Chip
        size="small"
        label={set ? chosen : `${t('filter.period')} ▾`}
        aria-label={set ? `${t('filter.period')}: ${chosen}` : t('filter.period')}
        aria-haspopup="dialog"
        variant={set ? 'filled' : 'outlined'}
        color={set ? 'primary' : 'default'}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      <Popover
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { 'aria-label': t('filter.period'), role: 'dialog' } }}
      >
        <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2, p: 2, width: 240 }}>
          {(['from', 'to'] as const).map((name) => (
            <TextField
              key={name}
              name={name}
              type="date"
              size="small"
              label={t(`filter.${name}`)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
          ))}
          <Button type="submit" variant="contained">
            {t('filter.apply')}
          </Button>
        </Box>
      </Popover>
    </>
  );
}
