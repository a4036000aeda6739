import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReportQuery } from '@ticketz/contract/reports';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportQuery } from '../../features/dashboard/dashboard-queries.ts';
import { formatTime } from '../../lib/dates.ts';
import { DownloadIcon } from '../../ui/icons/DownloadIcon.tsx';
import { Page } from '../../ui/Page.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { NowPart } from './NowPart.tsx';
import { RatingsPart } from './RatingsPart.tsx';
import { ReportPart } from './ReportPart.tsx';
import { lastDays, presets } from './report-period.ts';

/** How it is, and how it went. */
export function ReportsPage() {
  const { t, i18n } = useTranslation('reports');
  const [days, setDays] = useState<number>(30);
  const [measure, setMeasure] = useState<ReportQuery['measure']>('clock');
  const wanted = { ...lastDays(days), measure };
  const query = useQuery(reportQuery(wanted));
  const exportAs = (format: string) =>
    `/api/files/exports/reports?${new URLSearchParams({ ...wanted, format })}`;
  return (
    <Page title={t('title')} description={t('description')} width={1120}>
      <NowPart />
      <Typography variant="h2" sx={{ mb: 2 }}>
        {t('period')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 3, alignItems: 'center' }}>
        <TextField
          select
          size="small"
          label={t('period')}
          value={days}
          onChange={({ target }) => setDays(Number(target.value))}
          fullWidth={false}
          sx={{ minWidth: 170 }}
        >
          {presets.map((count) => (
            <MenuItem key={count} value={count}>
              {t('lastDays', { count })}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          select
          size="small"
          label={t('measure.label')}
          value={measure}
          onChange={({ target }) => setMeasure(target.value === 'opening' ? 'opening' : 'clock')}
          fullWidth={false}
          sx={{ minWidth: 220 }}
        >
          <MenuItem value="clock">{t('measure.clock')}</MenuItem>
          <MenuItem value="opening">{t('measure.opening')}</MenuItem>
        </TextField>
        {['csv', 'xlsx'].map((format) => (
          <Button key={format} component="a" href={exportAs(format)} download startIcon={<DownloadIcon />}>
            {format.toUpperCase()}
          </Button>
        ))}
      </Box>
      <QueryView query={query} skeleton={<CardsSkeleton height={120} count={3} />}>
        {(report) => (
          <>
            <ReportPart report={report} />
            <RatingsPart />
            <Typography variant="body2" sx={{ color: 'text.secondary', mt: 3 }}>
              {report.countedUntil
                ? t('countedUntil', {
                    time: formatTime(new Date(report.countedUntil), i18n.language),
                    zone: report.timeZone,
                  })
                : t('notCounted')}
            </Typography>
          </>
        )}
      </QueryView>
    </Page>
  );
}
