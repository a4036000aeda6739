import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQuery } from '@tanstack/react-query';
import type { Connection, LedgerHour } from '@ticketz/contract/connections';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useDelayed } from '../../../lib/useDelayed.ts';
import { MessageIcon } from '../../../ui/icons/MessageIcon.tsx';
import { QueryView } from '../../../ui/QueryView.tsx';
import { StatePanel } from '../../../ui/StatePanel.tsx';
import { isLinked } from '../connection-advice.ts';
import { ledgerQuery } from './health-queries.ts';
import { LedgerChart } from './LedgerChart.tsx';
import { LedgerDifference } from './LedgerDifference.tsx';
import { LedgerList } from './LedgerList.tsx';
import { LedgerTable } from './LedgerTable.tsx';
import { LedgerTotals } from './LedgerTotals.tsx';
import { isQuiet } from './ledger-rows.ts';

/** Proof that nothing is lost: what came in and went out, hour by hour, and whether the sums agree. */
export function Ledger({ connection }: { connection: Connection }) {
  const { t } = useTranslation('health');
  const titleId = useId();
  const query = useQuery(ledgerQuery(connection.id));
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mt: 4 }}>
      <Typography id={titleId} variant="h2">
        {t('ledger.title')}
      </Typography>
      <Typography sx={{ color: 'text.secondary', mb: 2, textWrap: 'pretty' }}>{t('ledger.text')}</Typography>
      <QueryView query={query} skeleton={<LedgerSkeleton />}>
        {(hours) => (hours.every(isQuiet) ? <NothingYet connection={connection} /> : <Hours hours={hours} />)}
      </QueryView>
    </Box>
  );
}

function Hours({ hours }: { hours: LedgerHour[] }) {
  const { t } = useTranslation('health');
  const wide = useMediaQuery('(min-width: 860px)', { noSsr: true });
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <LedgerDifference hours={hours} />
      <Panel>
        <LedgerTotals hours={hours} />
        <Box sx={{ mt: 2 }}>
          <LedgerChart hours={hours} />
        </Box>
      </Panel>
      <Panel>
        {wide ? <LedgerTable hours={hours} /> : <LedgerList hours={hours} />}
        <Box sx={{ mt: 2, color: 'text.secondary', typography: 'caption', textWrap: 'pretty' }}>
          {t('notes.received')} {t('notes.steps')}
        </Box>
      </Panel>
    </Box>
  );
}

function Panel({ children }: { children: ReactNode }) {
  return <Card sx={{ p: { xs: 2, sm: 2.5 }, minWidth: 0 }}>{children}</Card>;
}

function NothingYet({ connection }: { connection: Connection }) {
  const { t } = useTranslation('health');
  const linked = isLinked(connection);
  return (
    <Card>
      <StatePanel
        icon={<MessageIcon />}
        title={t('empty.title')}
        text={linked ? t('empty.text') : t('empty.unlinkedText')}
        action={
          linked ? null : (
            <Button variant="contained" component={Link} to="/connections">
              {t('empty.unlinkedAction')}
            </Button>
          )
        }
      />
    </Card>
  );
}

/** Shaped like the totals with their chart, and the first hours. */
function LedgerSkeleton() {
  const { t } = useTranslation('health');
  const show = useDelayed();
  return (
    <Box
      role="status"
      aria-label={t('ledger.loading')}
      sx={{ display: 'grid', gap: 2, opacity: show ? 1 : 0 }}
    >
      <Skeleton variant="text" width={240} />
      <Skeleton variant="rounded" height={248} sx={{ borderRadius: 1.4 }} />
      <Skeleton variant="rounded" height={420} sx={{ borderRadius: 1.4 }} />
    </Box>
  );
}
