import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { authEndpoints, type LoginSession } from '@ticketz/contract/auth';
import { useTranslation } from 'react-i18next';
import { callApi } from '../../api/call-api.ts';
import { describeUserAgent } from '../../lib/user-agent.ts';
import { errorText } from '../../ui/error-text.ts';
import { DeviceIcon } from '../../ui/icons/DeviceIcon.tsx';
import { PhoneIcon } from '../../ui/icons/PhoneIcon.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { useTimeAgo } from '../../ui/TimeAgo.tsx';
import { showToast } from '../../ui/toast.ts';
import { sessionsQuery } from './auth-queries.ts';

/** Ends log-ins on other devices, one or several; those already ended are no error. */
function useRevokeSessions() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (sessionIds: string[]) => {
      for (const sessionId of sessionIds) {
        await callApi(authEndpoints.revokeSession, { params: { sessionId } });
      }
      return sessionIds.length;
    },
    onError: (error) => showToast({ text: errorText(error) }),
    onSettled: () => queryClient.invalidateQueries(sessionsQuery),
  });
}

/** Where this person is logged in: this device first, the others with a way to end them. */
export function SessionList() {
  const query = useQuery(sessionsQuery);
  return (
    <QueryView query={query} skeleton={<CardsSkeleton height={60} count={2} />}>
      {(sessions) => <Sessions sessions={sessions} />}
    </QueryView>
  );
}

function Sessions({ sessions }: { sessions: LoginSession[] }) {
  const { t } = useTranslation('auth');
  const revoke = useRevokeSessions();
  const sorted = sessions.toSorted(
    (a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt),
  );
  const others = sorted.filter(({ current }) => !current).map(({ id }) => id);
  return (
    <>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {sorted.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            busy={revoke.isPending}
            onRevoke={() =>
              revoke.mutate([session.id], {
                onSuccess: () => showToast({ text: t('sessions.revoked') }),
              })
            }
          />
        ))}
      </Box>
      {others.length > 1 ? (
        <Button
          color="error"
          loading={revoke.isPending}
          sx={{ mt: 1 }}
          onClick={() =>
            revoke.mutate(others, {
              onSuccess: (count) => showToast({ text: t('sessions.revokedOthers', { count }) }),
            })
          }
        >
          {t('sessions.revokeOthers')}
        </Button>
      ) : null}
    </>
  );
}

interface SessionRowProps {
  session: LoginSession;
  busy: boolean;
  onRevoke: () => void;
}

function SessionRow({ session, busy, onRevoke }: SessionRowProps) {
  const { t } = useTranslation('auth');
  const timeAgo = useTimeAgo();
  const device = useDeviceName(session.userAgent);
  const onPhone = /Mobi|iPhone|Android/.test(session.userAgent);
  const when = session.current
    ? t('sessions.since', { when: timeAgo(session.createdAt) })
    : t('sessions.lastUsed', { when: timeAgo(session.lastUsedAt) });
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.5,
        rowGap: 0.5,
        py: 1.25,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box aria-hidden sx={{ color: 'text.secondary', lineHeight: 0 }}>
        {onPhone ? <PhoneIcon /> : <DeviceIcon />}
      </Box>
      <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>{device}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
          {when} · {t('sessions.address', { ip: session.ipAddress })}
        </Typography>
      </Box>
      {session.current ? (
        <Chip size="small" color="success" variant="outlined" label={t('sessions.current')} />
      ) : (
        <Button
          size="small"
          disabled={busy}
          aria-label={t('sessions.revokeNamed', { device })}
          onClick={onRevoke}
        >
          {t('sessions.revoke')}
        </Button>
      )}
    </Box>
  );
}

function useDeviceName(userAgent: string): string {
  const { t } = useTranslation('auth');
  const { browser, system } = describeUserAgent(userAgent);
  if (browser && system) return t('sessions.device', { browser, system });
  return browser ?? system ?? t('sessions.unknownDevice');
}
