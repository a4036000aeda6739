import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { LedgerHour } from '@ticketz/contract/connections';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { inFields, type LedgerCounts, type LedgerField, outFields, totalsOf } from './ledger-rows.ts';
import { toneOf } from './ledger-tones.ts';
import { useNumbers } from './use-numbers.ts';

/** The sums of all hours: what came in on the left, what went out on the right. */
export function LedgerTotals({ hours }: { hours: LedgerHour[] }) {
  const { t } = useTranslation('health');
  const totals = totalsOf(hours);
  const overdue = hours.some(({ difference }) => difference);
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '4fr 5fr' } }}>
      <Group
        title={t('in.title')}
        figures={inFields.map((field) => ({ field, name: t(`in.${field}`) }))}
        totals={totals}
        overdue={overdue}
      />
      <Group
        title={t('out.title')}
        figures={outFields.map((field) => ({ field, name: t(`out.${field}`) }))}
        totals={totals}
      />
    </Box>
  );
}

interface GroupProps {
  title: string;
  figures: { field: LedgerField; name: string }[];
  totals: LedgerCounts;
  overdue?: boolean;
}

function Group({ title, figures, totals, overdue = false }: GroupProps) {
  const titleId = useId();
  const format = useNumbers();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ minWidth: 0 }}>
      <Typography id={titleId} variant="h3">
        {title}
      </Typography>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(76px, 1fr))',
          columnGap: 2,
          rowGap: 1.5,
          m: 0,
          mt: 1,
        }}
      >
        {figures.map(({ field, name }) => (
          <Box key={field} sx={{ display: 'flex', flexDirection: 'column' }}>
            {/* Above the figure also where another name of the row takes two lines. */}
            <Typography
              component="dt"
              variant="caption"
              sx={{ color: 'text.secondary', mt: 'auto', minHeight: { md: '2.8em' }, alignContent: 'end' }}
            >
              {name}
            </Typography>
            <Typography
              component="dd"
              sx={{
                m: 0,
                fontSize: '1.25rem',
                fontWeight: 600,
                fontVariantNumeric: 'tabular-nums',
                color: toneOf(field, totals[field], overdue),
              }}
            >
              {format(totals[field])}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
