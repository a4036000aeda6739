import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Connection } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { useCountdown } from '../../lib/useCountdown.ts';
import { stateTone } from './connection-advice.ts';

/** The state with a dot of its colour. */
export function StateBadge({ state }: Pick<Connection, 'state'>) {
  const { t } = useTranslation('connections');
  const tone = stateTone[state];
  return (
    <Box
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, color: `${tone}.main`, fontWeight: 600 }}
    >
      <Box
        aria-hidden
        sx={{ width: 9, height: 9, borderRadius: '50%', bgcolor: 'currentColor', flex: 'none' }}
      />
      {t(`state.${state}`)}
    </Box>
  );
}

/** Why it is so and what to do, in words; nothing while it is connected. */
export function StateExplanation({ connection }: { connection: Connection }) {
  const { t } = useTranslation('connections');
  const { state, reason } = connection;
  if (state === 'connected') return null;
  const what = reason ? t(`reason.${reason}.what`) : '';
  const hint = state === 'stopped' ? '' : t(`hint.${state}`);
  const todo = state === 'stopped' && reason ? t(`reason.${reason}.todo`) : hint;
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
      <Box component="span" sx={{ color: 'text.primary' }}>
        {what}
      </Box>{' '}
      {todo} {state === 'reconnecting' ? <NextTry retryAt={connection.retryAt} /> : null}
    </Typography>
  );
}

function NextTry({ retryAt }: { retryAt: string | null }) {
  const { t } = useTranslation('connections');
  const seconds = useCountdown(retryAt ? Date.parse(retryAt) : null);
  return seconds > 0 ? t('nextTry', { seconds }) : t('trying');
}
