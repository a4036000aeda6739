import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../../lib/dates.ts';
import { AlertIcon } from '../../../ui/icons/AlertIcon.tsx';
import type { LedgerRow } from './ledger-rows.ts';

/** When a line of the ledger was: `14:00`, or `02:00–07:00` for a stretch of hours. */
export function useHourName(): (row: LedgerRow) => string {
  const { i18n } = useTranslation();
  const time = (at: Date) => formatTime(at, i18n.language);
  return (row) =>
    row.type === 'hour' ? time(new Date(row.hour.hour)) : `${time(row.from)}–${time(row.until)}`;
}

/** Says at its line that something waits too long. */
export function OverdueMark({ waiting }: { waiting: number }) {
  const { t } = useTranslation('health');
  return (
    <Box
      component="span"
      sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: 'error.main', fontWeight: 600 }}
    >
      <AlertIcon sx={{ fontSize: '1.1em' }} />
      {t('difference.row', { count: waiting })}
    </Box>
  );
}
