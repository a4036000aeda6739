import Box from '@mui/material/Box';
import { BarChart } from '@mui/x-charts/BarChart';
import { useTranslation } from 'react-i18next';
import { DataTable } from './DataTable.tsx';

/** The theme's, light or dark. */
const colors = ['var(--tz-palette-primary-main)', 'var(--tz-palette-text-secondary)'];

interface BarsProps {
  title: string;
  /** What the bars stand for, in their order. */
  labels: string[];
  series: { label: string; values: number[] }[];
}

/** Bars, and the same to be opened as a table. */
export function Bars({ title, labels, series }: BarsProps) {
  const { t, i18n } = useTranslation('reports');
  const number = new Intl.NumberFormat(i18n.language);
  const isEmpty = series.every(({ values }) => values.every((value) => value === 0));
  const rows = labels.map((label, index) => ({
    key: label,
    cells: [label, ...series.map(({ values }) => number.format(values[index] ?? 0))],
  }));
  return (
    <>
      <Box aria-hidden>
        <BarChart
          height={220}
          skipAnimation
          disableKeyboardNavigation
          margin={{ left: 0, right: 8, top: 8, bottom: 0 }}
          // Whole numbers, and an axis also where there is nothing yet.
          yAxis={[{ min: 0, tickMinStep: 1, ...(isEmpty ? { max: 1 } : {}) }]}
          xAxis={[{ data: labels, scaleType: 'band' }]}
          series={series.map(({ label, values }) => ({ label, data: values }))}
          colors={colors}
          grid={{ horizontal: true }}
        />
      </Box>
      <Box component="details" sx={{ typography: 'body2', mt: 1 }}>
        <Box
          component="summary"
          sx={{ cursor: 'pointer', color: 'text.secondary', minHeight: 32, lineHeight: '32px' }}
        >
          {t('asTable')}
        </Box>
        <DataTable caption={title} columns={[t('what'), ...series.map(({ label }) => label)]} rows={rows} />
      </Box>
    </>
  );
}
