import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../lib/useDelayed.ts';

const bubbles = [
  { id: 'a', own: false, width: 260, height: 54 },
  { id: 'b', own: false, width: 180, height: 54 },
  { id: 'c', own: true, width: 300, height: 74 },
  { id: 'd', own: false, width: 220, height: 54 },
  { id: 'e', own: true, width: 160, height: 54 },
];

/** A conversation's shape while it is on its way; nothing for the first moment. */
export function MessagesSkeleton() {
  const { t } = useTranslation('messages');
  const slow = useDelayed();
  return (
    <Box
      role="status"
      aria-label={t('loading')}
      sx={{ flex: 1, minHeight: 0, overflow: 'hidden', display: 'flex', alignItems: 'flex-end' }}
    >
      <Box sx={{ width: '100%', maxWidth: 980, mx: 'auto', px: { xs: 1.5, sm: 3 }, pb: 1.5 }}>
        {slow
          ? bubbles.map(({ id, own, width, height }) => (
              <Skeleton
                key={id}
                variant="rounded"
                width={width}
                height={height}
                sx={{ mt: 1.25, borderRadius: 3.5, maxWidth: '80%', marginInlineStart: own ? 'auto' : 0 }}
              />
            ))
          : null}
      </Box>
    </Box>
  );
}
