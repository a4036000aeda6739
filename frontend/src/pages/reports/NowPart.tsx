import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { Dashboard } from '@ticketz/contract/dashboard';
import { useTranslation } from 'react-i18next';
import { dashboardQuery } from '../../features/dashboard/dashboard-queries.ts';
import { formatDuration } from '../../lib/duration.ts';
import { useNow } from '../../lib/relative-time.ts';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Bars } from './Bars.tsx';
import { DataTable } from './DataTable.tsx';
import { Figure, figuresSx } from './Figure.tsx';

function Now({ now }: { now: Dashboard }) {
  const { t, i18n } = useTranslation('reports');
  const time = useNow();
  const since = (at: string | null) =>
    at === null ? '–' : formatDuration(Math.max(0, time - Date.parse(at)) / 1000, i18n.language);
  const byHour = new Map(now.today.map((one) => [one.hour, one]));
  const hours = Array.from({ length: 24 }, (_, hour) => byHour.get(hour));
  const online = now.agents.filter((agent) => agent.online).length;
  return (
    <>
      <Box component="dl" sx={figuresSx}>
        <Figure label={t('now.waiting')} value={String(now.waiting)} />
        <Figure label={t('now.longest')} value={since(now.longestSince)} />
        <Figure label={t('now.open')} value={String(now.open)} />
        <Figure label={t('now.online')} value={String(online)} />
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, gap: 3, mt: 3 }}>
        <DataTable
          caption={t('now.byQueue')}
          columns={[t('queue'), t('now.waiting'), t('now.longest'), t('now.open')]}
          rows={now.queues.map(({ id, name, waiting, longestSince, open }) => ({
            key: id ?? '',
            cells: [name ?? t('noQueue'), waiting, since(longestSince), open],
          }))}
        />
        <DataTable
          caption={t('now.byAgent')}
          columns={[t('agent'), t('now.state'), t('now.open')]}
          rows={now.agents.map((agent) => ({
            key: agent.id,
            cells: [agent.name, t(agent.online ? 'now.here' : 'now.away'), agent.open],
          }))}
        />
      </Box>
      <Typography variant="h3" sx={{ mt: 3, mb: 1 }}>
        {t('now.today')}
      </Typography>
      <Bars
        title={t('now.today')}
        labels={hours.map((_, hour) => `${hour}`)}
        series={[{ label: t('inbound'), values: hours.map((one) => one?.inbound ?? 0) }]}
      />
    </>
  );
}

/** How it is at this moment. */
export function NowPart() {
  const { t } = useTranslation('reports');
  const query = useQuery(dashboardQuery);
  return (
    <Box component="section" aria-label={t('now.title')} sx={{ mb: 5 }}>
      <Typography variant="h2" sx={{ mb: 2 }}>
        {t('now.title')}
      </Typography>
      <QueryView query={query} skeleton={<CardsSkeleton height={120} count={2} />}>
        {(now) => <Now now={now} />}
      </QueryView>
    </Box>
  );
}
