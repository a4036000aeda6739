import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { Link as RouterLink } from 'react-router-dom';
import { useMe } from '../../../api/session.ts';
import { may } from '../../../features/auth/may.ts';
import { connectionSummariesQuery } from '../../../features/connections/connection-queries.ts';

/** Says which numbers customers can't be reached by at the moment; to admins also where to look. */
export function UnreachableNotice() {
  const { t } = useTranslation('inbox');
  const me = useMe();
  const { data } = useQuery(connectionSummariesQuery);
  const names = (data ?? [])
    .filter(({ state }) => state === 'reconnecting' || state === 'stopped')
    .map(({ name }) => name);
  return (
    <div role="status">
      {names.length > 0 ? (
        <Box
          sx={{
            px: 2,
            py: 1,
            bgcolor: 'surface.sunken',
            borderBottom: 1,
            borderColor: 'divider',
            color: 'warning.main',
            typography: 'body2',
          }}
        >
          {t('unreachable', { count: names.length, names: names.join(', ') })}{' '}
          {may(me, connectionEndpoints.listConnections) ? (
            <Link component={RouterLink} to="/connections">
              {t('fix')}
            </Link>
          ) : null}
        </Box>
      ) : null}
    </div>
  );
}
