import Box from '@mui/material/Box';
import type { LedgerHour } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';

const halfHeight = 44;

/** The hours as bars, oldest first: in above the line, out below. For eyes only; the table says the same. */
export function LedgerChart({ hours }: { hours: LedgerHour[] }) {
  const { t } = useTranslation('health');
  const highest = Math.max(1, ...hours.flatMap(({ received, sent }) => [received, sent]));
  const height = (count: number) => (count === 0 ? 0 : Math.max(2, (count / highest) * halfHeight));
  return (
    <Box aria-hidden sx={{ color: 'text.secondary', typography: 'caption' }}>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', gap: 2, mb: 0.5 }}>
        <Key color="primary.main" name={t('in.received')} />
        <Key color="secondary.main" name={t('out.sent')} />
      </Box>
      <Box sx={{ display: 'flex', gap: { xs: '1px', sm: '3px' } }}>
        {hours.toReversed().map(({ hour, received, sent, difference }) => (
          <Box
            key={hour}
            sx={{
              flex: 1,
              minWidth: 0,
              bgcolor: difference ? 'surface.alarm' : undefined,
              borderRadius: '2px',
            }}
          >
            <Box sx={{ height: halfHeight, display: 'flex', alignItems: 'flex-end' }}>
              <Bar height={height(received)} color={difference ? 'error.main' : 'primary.main'} />
            </Box>
            <Box sx={{ height: '1px', bgcolor: 'divider' }} />
            <Box sx={{ height: halfHeight, display: 'flex', alignItems: 'flex-start' }}>
              <Bar height={height(sent)} color={difference ? 'error.main' : 'secondary.main'} />
            </Box>
          </Box>
        ))}
      </Box>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', mt: 0.5 }}>
        <span>{t('chart.start')}</span>
        <span>{t('chart.end')}</span>
      </Box>
    </Box>
  );
}

function Bar({ height, color }: { height: number; color: string }) {
  return <Box sx={{ width: '100%', height, bgcolor: color, borderRadius: '2px' }} />;
}

function Key({ color, name }: { color: string; name: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75 }}>
      <Box component="span" sx={{ width: 9, height: 9, borderRadius: '2px', bgcolor: color }} />
      {name}
    </Box>
  );
}
