import Box from '@mui/material/Box';
import type { LedgerHour } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../../../lib/dates.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { arrangeDays, inFields, type LedgerRow, outFields } from './ledger-rows.ts';
import { toneOf } from './ledger-tones.ts';
import { OverdueMark, useHourName } from './ledger-words.tsx';
import { useNumbers } from './use-numbers.ts';

const columns = inFields.length + outFields.length;

const tableStyle = {
  width: '100%',
  borderCollapse: 'collapse',
  typography: 'body2',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { px: 1, py: 0.75, textAlign: 'end', fontWeight: 400 },
  '& thead tr:first-of-type th:first-of-type, & tbody th': { textAlign: 'start', whiteSpace: 'nowrap' },
  '& thead th': { color: 'text.secondary', typography: 'caption', verticalAlign: 'bottom' },
  '& tbody tr + tr': { borderTop: 1, borderColor: 'divider' },
  '& .out': { borderInlineStart: 1, borderColor: 'divider' },
  '& .group': { textAlign: 'center', pb: 0 },
  '& .day': { pt: 2, fontWeight: 600 },
} as const;

/** The hours as a table: a line each, red where something waits for longer than it ever should. */
export function LedgerTable({ hours }: { hours: LedgerHour[] }) {
  const { t, i18n } = useTranslation('health');
  return (
    <Box component="table" sx={tableStyle}>
      <caption>
        <VisuallyHidden>{t('table.caption')}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col" rowSpan={2}>
            {t('table.hour')}
          </th>
          <th className="group" scope="colgroup" colSpan={inFields.length}>
            {t('in.title')}
          </th>
          <th className="group out" scope="colgroup" colSpan={outFields.length}>
            {t('out.title')}
          </th>
        </tr>
        <tr>
          {inFields.map((field) => (
            <th key={field} scope="col">
              {t(`in.${field}`)}
            </th>
          ))}
          {outFields.map((field, index) => (
            <th key={field} scope="col" className={index === 0 ? 'out' : undefined}>
              {t(`out.${field}`)}
            </th>
          ))}
        </tr>
      </thead>
      {arrangeDays(hours).map(({ at, rows }) => (
        <tbody key={at.toDateString()}>
          <tr>
            <th className="day" scope="rowgroup" colSpan={columns + 1}>
              {formatDay(at, i18n.language)}
            </th>
          </tr>
          {rows.map((row) => (
            <Row key={row.key} row={row} isNow={row.type === 'hour' && row.hour === hours[0]} />
          ))}
        </tbody>
      ))}
    </Box>
  );
}

function Row({ row, isNow }: { row: LedgerRow; isNow: boolean }) {
  const { t } = useTranslation('health');
  const format = useNumbers();
  const nameOf = useHourName();
  if (row.type === 'quiet') {
    return (
      <Box component="tr" sx={{ color: 'text.secondary' }}>
        <th scope="row">{nameOf(row)}</th>
        <Box component="td" colSpan={columns} sx={{ '&&': { textAlign: 'start' } }}>
          {t('table.quiet')}
        </Box>
      </Box>
    );
  }
  const { hour } = row;
  const overdue = hour.difference;
  return (
    <Box
      component="tr"
      sx={
        overdue
          ? { outline: 2, outlineColor: 'error.main', outlineOffset: -1, bgcolor: 'surface.alarm' }
          : null
      }
    >
      <th scope="row">
        {nameOf(row)} {isNow ? <SoFar /> : null}
        {overdue ? <OverdueMark waiting={hour.waiting} /> : null}
      </th>
      {inFields.map((field) => (
        <Figure key={field} tone={toneOf(field, hour[field], overdue)} count={format(hour[field])} />
      ))}
      {outFields.map((field, index) => (
        <Figure
          key={field}
          className={index === 0 ? 'out' : undefined}
          tone={toneOf(field, hour[field], overdue)}
          count={format(hour[field])}
        />
      ))}
    </Box>
  );
}

function Figure({ tone, count, className }: { tone: string; count: string; className?: string }) {
  const alarming = tone === 'error.main' || tone === 'warning.main';
  return (
    <Box
      component="td"
      className={className}
      sx={{ color: tone, '&&': { fontWeight: alarming ? 600 : 400 } }}
    >
      {count}
    </Box>
  );
}

function SoFar() {
  const { t } = useTranslation('health');
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {t('table.soFar')}
    </Box>
  );
}
