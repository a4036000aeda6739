import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import type { Connection } from '@ticketz/contract/connections';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { formatPhoneNumber } from '../../lib/phone-number.ts';
import { errorText } from '../../ui/error-text.ts';
import { ChevronRightIcon } from '../../ui/icons/ChevronRightIcon.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { showToast } from '../../ui/toast.ts';
import { ConnectionMenu } from './ConnectionMenu.tsx';
import { StateBadge, StateExplanation } from './ConnectionState.tsx';
import { adviceFor } from './connection-advice.ts';
import { useReconnectConnection } from './use-connection-commands.ts';

interface ConnectionCardProps {
  connection: Connection;
  onLink: () => void;
}

/** One connection: how it is, in words, and the one thing to do about it. */
export function ConnectionCard({ connection, onLink }: ConnectionCardProps) {
  const { t } = useTranslation('connections');
  const titleId = useId();
  const account = [
    connection.phoneNumber ? formatPhoneNumber(connection.phoneNumber) : null,
    connection.profileName,
  ].filter(Boolean);
  return (
    <Card component="li" aria-labelledby={titleId} sx={{ p: 2.5, listStyle: 'none' }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
            <Typography id={titleId} variant="h2" sx={{ overflowWrap: 'anywhere' }}>
              {connection.name}
            </Typography>
            {connection.isDefault ? <Chip size="small" label={t('default')} /> : null}
          </Box>
          <Typography sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {account.join(' · ')}
          </Typography>
        </Box>
        <ConnectionMenu connection={connection} />
      </Box>
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, rowGap: 1.5, mt: 1.5 }}
      >
        <Box role="status" sx={{ flex: '1 1 280px', minWidth: 0 }}>
          <StateBadge state={connection.state} />
          <StateExplanation connection={connection} />
        </Box>
        <AdviceButton connection={connection} onLink={onLink} />
      </Box>
      <Activity connection={connection} />
      <Button
        component={Link}
        to={`/connections/${connection.id}/health`}
        size="small"
        endIcon={<ChevronRightIcon sx={{ '[dir=rtl] &': { transform: 'scaleX(-1)' } }} />}
        aria-describedby={titleId}
        sx={{ mt: 1, marginInlineStart: -1.5 }}
      >
        {t('action.health')}
      </Button>
    </Card>
  );
}

function AdviceButton({ connection, onLink }: ConnectionCardProps) {
  const { t } = useTranslation('connections');
  const reconnect = useReconnectConnection(connection.id);
  const advice = adviceFor(connection);
  if (!advice) return null;
  if (advice !== 'tryNow') {
    return (
      <Button variant="contained" onClick={onLink}>
        {t(`action.${advice}`)}
      </Button>
    );
  }
  return (
    <Button
      variant="outlined"
      loading={reconnect.isPending}
      onClick={() =>
        reconnect.mutate(undefined, { onError: (error) => showToast({ text: errorText(error) }) })
      }
    >
      {t('action.tryNow')}
    </Button>
  );
}

/** Proof that it works: when something last came in and went out. */
function Activity({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const { connectedAt, lastInboundAt, lastOutboundAt, state, history } = connection;
  if (!connectedAt && !lastInboundAt && !lastOutboundAt) return null;
  const time = (at: string | null) => (at ? <TimeAgo at={at} /> : t('meta.none'));
  return (
    <Box
      component="dl"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 4,
        rowGap: 1,
        m: 0,
        mt: 2,
        pt: 2,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Fact name={t('meta.in')}>{time(lastInboundAt)}</Fact>
      <Fact name={t('meta.out')}>{time(lastOutboundAt)}</Fact>
      {state === 'connected' ? <Fact name={t('meta.since')}>{time(connectedAt)}</Fact> : null}
      {history ? <Fact name={t('history.title')}>{t(historyText(history), history)}</Fact> : null}
    </Box>
  );
}

function historyText({ percent, messages }: NonNullable<Connection['history']>) {
  if (percent === 100) return 'history.done';
  return percent + messages === 0 ? 'history.waiting' : 'history.running';
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography component="dd" variant="body2" sx={{ m: 0 }}>
        {children}
      </Typography>
    </div>
  );
}
