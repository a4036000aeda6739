import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../lib/useDelayed.ts';

/** The shape of a page that is on its way: a title and some cards. */
export function PageSkeleton() {
  return (
    <Box sx={{ maxWidth: 880, mx: 'auto', px: { xs: 2, sm: 4 }, py: { xs: 3, sm: 5 } }}>
      <Box sx={{ mb: 3 }}>
        <Skeleton variant="rounded" width={180} height={30} />
      </Box>
      <CardsSkeleton />
    </Box>
  );
}

/** Cards on their way; nothing is shown for the first moments. */
export function CardsSkeleton({ count = 3, height = 92 }: { count?: number; height?: number }) {
  const { t } = useTranslation();
  const show = useDelayed();
  return (
    <Box role="status" aria-label={t('loading')} sx={{ display: 'grid', gap: 1.5, opacity: show ? 1 : 0 }}>
      {Array.from({ length: count }, (_, index) => (
        <Skeleton key={index} variant="rounded" height={height} sx={{ borderRadius: 1.4 }} />
      ))}
    </Box>
  );
}
