import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { LedgerHour } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../lib/dates.ts';
import { arrangeDays, inFields, type LedgerField, type LedgerRow, outFields } from './ledger-rows.ts';
import { toneOf } from './ledger-tones.ts';
import { OverdueMark, useHourName } from './ledger-words.tsx';

/** The hours where a table has no room: a line for what came in, one for what went out, nothing that is zero. */
export function LedgerList({ hours }: { hours: LedgerHour[] }) {
  const { i18n } = useTranslation();
  return arrangeDays(hours).map(({ at, rows }) => (
    <section key={at.toDateString()}>
      <Typography variant="h3" sx={{ pt: 2, pb: 0.5 }}>
        {formatDay(at, i18n.language)}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontVariantNumeric: 'tabular-nums' }}>
        {rows.map((row) => (
          <Line key={row.key} row={row} />
        ))}
      </Box>
    </section>
  ));
}

function Line({ row }: { row: LedgerRow }) {
  const { t } = useTranslation('health');
  const nameOf = useHourName();
  const overdue = row.type === 'hour' && row.hour.difference;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 2,
        py: 1,
        typography: 'body2',
        borderTop: 1,
        borderColor: 'divider',
        ...(overdue
          ? { outline: 2, outlineColor: 'error.main', outlineOffset: -1, px: 1, bgcolor: 'surface.alarm' }
          : null),
      }}
    >
      <Box sx={{ flex: 'none', minWidth: 46, color: row.type === 'quiet' ? 'text.secondary' : undefined }}>
        {nameOf(row)}
      </Box>
      {row.type === 'quiet' ? (
        <Box sx={{ color: 'text.secondary' }}>{t('table.quiet')}</Box>
      ) : (
        <Box sx={{ minWidth: 0 }}>
          {overdue ? <OverdueMark waiting={row.hour.waiting} /> : null}
          <Parts name={t('short.in')} hour={row.hour} fields={inFields} />
          <Parts name={t('short.out')} hour={row.hour} fields={outFields} />
        </Box>
      )}
    </Box>
  );
}

interface PartsProps {
  name: string;
  hour: LedgerHour;
  fields: readonly LedgerField[];
}

function Parts({ name, hour, fields }: PartsProps) {
  const { t } = useTranslation('health');
  const there = fields.filter((field) => hour[field] > 0);
  if (there.length === 0) return null;
  return (
    <div>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {name}:{' '}
      </Box>
      {there.map((field, index) => (
        <Box component="span" key={field} sx={{ color: toneOf(field, hour[field], hour.difference) }}>
          {index > 0 ? ' · ' : ''}
          {t(`short.${field}`, { count: hour[field] })}
        </Box>
      ))}
    </div>
  );
}
