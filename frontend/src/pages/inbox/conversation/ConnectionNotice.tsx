import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { connectionSummariesQuery } from '../../../features/connections/connection-queries.ts';
import { WifiOffIcon } from '../../../ui/icons/WifiOffIcon.tsx';

/** Says so when the number this conversation came to can't be reached at the moment. */
export function ConnectionNotice({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(connectionSummariesQuery);
  const connection = data?.find(({ id }) => id === connectionId);
  if (!connection || connection.state === 'connected') return null;
  return (
    <Box
      role="status"
      sx={{
        display: 'flex',
        gap: 1,
        alignItems: 'center',
        px: { xs: 1.5, sm: 3 },
        py: 1,
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: 'surface.sunken',
        color: 'warning.main',
        typography: 'body2',
      }}
    >
      <WifiOffIcon fontSize="small" />
      {t('unreachableHere', { name: connection.name })}
    </Box>
  );
}
