import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ConnectionHealth } from '@ticketz/contract/connections';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../../lib/useDelayed.ts';
import { AlertIcon } from '../../../ui/icons/AlertIcon.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { TimeAgo, useTimeAgo } from '../../../ui/TimeAgo.tsx';
import { HealthEvents } from './HealthEvents.tsx';
import { healthQuery } from './health-queries.ts';
import { useNumbers } from './use-numbers.ts';

/** How a connection fares at this moment, asked anew every few seconds. */
export function HealthFigures({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation('health');
  const titleId = useId();
  const timeAgo = useTimeAgo();
  const query = useQuery(healthQuery(connectionId));
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mt: 4 }}>
      <Typography id={titleId} variant="h2" sx={{ mb: 1.5 }}>
        {t('now.title')}
      </Typography>
      <QueryView query={query} skeleton={<FiguresSkeleton />}>
        {(health) => (
          <Card sx={{ p: { xs: 2, sm: 2.5 }, display: 'grid', gap: 2 }}>
            {query.isError ? (
              <Alert severity="warning" icon={<AlertIcon />}>
                {t('now.stale', { when: timeAgo(new Date(query.dataUpdatedAt).toISOString()) })}
              </Alert>
            ) : null}
            <Figures health={health} />
            {health.sendingLimits > 0 ? (
              <Alert severity="warning" icon={<AlertIcon />}>
                {t('now.limitsHint', { count: health.sendingLimits })}
              </Alert>
            ) : null}
            <HealthEvents events={health.events} />
          </Card>
        )}
      </QueryView>
    </Box>
  );
}

function Figures({ health }: { health: ConnectionHealth }) {
  const { t } = useTranslation('health');
  const format = useNumbers();
  const { fiveMinutes, hour } = health.messagesPerMinute;
  const time = (at: string | null) => (at ? <TimeAgo at={at} /> : t('now.none'));
  const overHour = (rate: number) => t('now.rateHour', { rate: format(rate) });
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fill, minmax(min(168px, 44%), 1fr))',
        columnGap: 2,
        rowGap: 2,
        m: 0,
      }}
    >
      <Figure name={t('now.rateIn')} value={format(fiveMinutes.inbound)} hint={overHour(hour.inbound)} />
      <Figure name={t('now.rateOut')} value={format(fiveMinutes.outbound)} hint={overHour(hour.outbound)} />
      <Figure name={t('now.lastIn')} value={time(health.lastInboundAt)} />
      <Figure name={t('now.lastOut')} value={time(health.lastOutboundAt)} />
      <Figure name={t('out.queued')} value={format(health.queued)} />
      <Figure name={t('in.waiting')} value={format(health.waiting)} />
      <Figure name={t('now.reconnects')} value={format(health.reconnects)} />
      <Figure
        name={t('now.limits')}
        value={format(health.sendingLimits)}
        tone={health.sendingLimits > 0 ? 'warning.main' : undefined}
      />
      {health.stateSince ? <Figure name={t('now.since')} value={time(health.stateSince)} /> : null}
    </Box>
  );
}

interface FigureProps {
  name: string;
  value: ReactNode;
  hint?: string;
  tone?: string;
}

function Figure({ name, value, hint, tone }: FigureProps) {
  return (
    <div>
      <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography
        component="dd"
        sx={{ m: 0, fontWeight: 600, fontVariantNumeric: 'tabular-nums', color: tone }}
      >
        {value}
        {hint ? (
          <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
            {hint}
          </Box>
        ) : null}
      </Typography>
    </div>
  );
}

function FiguresSkeleton() {
  const { t } = useTranslation('health');
  const show = useDelayed();
  return (
    <Box role="status" aria-label={t('now.loading')} sx={{ opacity: show ? 1 : 0 }}>
      <Skeleton variant="rounded" height={230} sx={{ borderRadius: 1.4 }} />
    </Box>
  );
}
