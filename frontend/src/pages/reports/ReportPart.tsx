import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { type Report, type ReportFigures, reportBreakdowns } from '@ticketz/contract/reports';
import { ticketTimeNames } from '@ticketz/contract/ticket-timeline';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../lib/duration.ts';
import { Bars } from './Bars.tsx';
import { DataTable } from './DataTable.tsx';
import { Figure, figuresSx } from './Figure.tsx';
import { HourMap } from './HourMap.tsx';

function useFormats() {
  const { t, i18n } = useTranslation('reports');
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(i18n.language, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  });
  return {
    number: (value: number | null) => (value === null ? '–' : number.format(value)),
    lasting: (seconds: number | undefined) =>
      seconds === undefined ? '–' : formatDuration(seconds, i18n.language),
    /** How much more or less it is than before; nothing where there was nothing before. */
    change: (value: number | null | undefined, before: number | null | undefined) =>
      value !== null && value !== undefined && before
        ? t('change', { percent: percent.format(value / before - 1) })
        : undefined,
  };
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ mt: 4 }}>
      <Typography variant="h3" sx={{ mb: 1.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function Totals({ total, before }: { total: ReportFigures; before: ReportFigures }) {
  const { t } = useTranslation(['reports', 'timeline']);
  const { number, lasting, change } = useFormats();
  return (
    <Box component="dl" sx={figuresSx}>
      {(['opened', 'closed', 'inbound', 'outbound'] as const).map((name) => (
        <Figure
          key={name}
          label={t(name)}
          value={number(total[name])}
          note={change(total[name], before[name])}
        />
      ))}
      {ticketTimeNames.map((name) => {
        const [time, then] = [total.times[name], before.times[name]];
        return (
          <Figure
            key={name}
            label={t(`times.${name}`)}
            value={lasting(time?.median)}
            note={time ? (change(time.median, then?.median) ?? t('median')) : undefined}
          />
        );
      })}
      <Figure label={t('rating')} value={number(total.rating)} note={change(total.rating, before.rating)} />
    </Box>
  );
}

function Breakdown({ report, of }: { report: Report; of: (typeof reportBreakdowns)[number] }) {
  const { t } = useTranslation('reports');
  const { number, lasting } = useFormats();
  const columns = [
    t(`by.${of}`),
    t('opened'),
    t('closed'),
    t('inbound'),
    t('outbound'),
    t('times.firstResponse'),
    t('times.resolution'),
    t('rating'),
  ];
  if (report[of].length === 0)
    return <Typography sx={{ color: 'text.secondary' }}>{t('nothing')}</Typography>;
  return (
    <DataTable
      caption={t(`by.${of}`)}
      columns={columns}
      rows={report[of].map(({ id, name, figures }) => ({
        key: id ?? '',
        cells: [
          id === null ? t('noQueue') : (name ?? t('deleted')),
          number(figures.opened),
          number(figures.closed),
          number(figures.inbound),
          number(figures.outbound),
          lasting(figures.times.firstResponse?.median),
          lasting(figures.times.resolution?.median),
          number(figures.rating),
        ],
      }))}
    />
  );
}

/** All of a report. */
export function ReportPart({ report }: { report: Report }) {
  const { t, i18n } = useTranslation('reports');
  const { total, before, days } = report;
  const day = new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <>
      <Totals total={total} before={before} />
      <Part title={t('byDay')}>
        <Bars
          title={t('byDay')}
          labels={days.map((one) => day.format(new Date(one.day)))}
          series={[
            { label: t('opened'), values: days.map(({ figures }) => figures.opened) },
            { label: t('closed'), values: days.map(({ figures }) => figures.closed) },
          ]}
        />
      </Part>
      <Part title={t('hourMap')}>
        <HourMap report={report} />
      </Part>
      <Part title={t('ratings')}>
        <Bars
          title={t('ratings')}
          labels={['1', '2', '3', '4', '5']}
          series={[{ label: t('ratings'), values: total.ratings }]}
        />
      </Part>
      {reportBreakdowns.map((of) => (
        <Part key={of} title={t(`by.${of}`)}>
          <Breakdown report={report} of={of} />
        </Part>
      ))}
    </>
  );
}
