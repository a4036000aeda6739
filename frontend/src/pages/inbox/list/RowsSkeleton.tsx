import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../../../lib/useDelayed.ts';
import { rowHeight } from './TicketRow.tsx';

const widths = [
  { id: 'a', name: '52%', text: '84%' },
  { id: 'b', name: '38%', text: '62%' },
  { id: 'c', name: '61%', text: '76%' },
  { id: 'd', name: '45%', text: '55%' },
  { id: 'e', name: '57%', text: '80%' },
  { id: 'f', name: '40%', text: '68%' },
];

/** The list's shape while it is on its way; nothing for the first moment. */
export function RowsSkeleton() {
  const { t } = useTranslation('tickets');
  const slow = useDelayed();
  return (
    <Box role="status" aria-label={t('loading')} sx={{ flex: 1, px: 2.25 }}>
      {slow
        ? widths.map(({ id, name, text }) => (
            <Box key={id} sx={{ display: 'flex', alignItems: 'center', gap: 1.5, height: rowHeight }}>
              <Skeleton variant="circular" width={44} height={44} />
              <Box sx={{ flex: 1 }}>
                <Skeleton width={name} />
                <Skeleton width={text} />
              </Box>
            </Box>
          ))
        : null}
    </Box>
  );
}
