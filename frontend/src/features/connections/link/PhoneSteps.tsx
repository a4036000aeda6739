import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';

/** What to do on the phone, step by step. */
export function PhoneSteps({ method }: { method: 'qr' | 'code' }) {
  const { t } = useTranslation('connections');
  const steps =
    method === 'qr'
      ? (['openWhatsapp', 'openSettings', 'linkDevice', 'scan'] as const)
      : (['openWhatsapp', 'openSettings', 'linkDevice', 'withNumber', 'typeCode'] as const);
  return (
    <Box component="section" aria-label={t('link.steps')}>
      <Typography variant="h3" component="h3" sx={{ mb: 1 }}>
        {t('link.steps')}
      </Typography>
      <Box
        component="ol"
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.25, counterReset: 'step' }}
      >
        {steps.map((step) => (
          <Box
            key={step}
            component="li"
            sx={{
              display: 'flex',
              gap: 1.25,
              counterIncrement: 'step',
              typography: 'body2',
              '&::before': {
                content: 'counter(step)',
                flex: 'none',
                width: 22,
                height: 22,
                borderRadius: '50%',
                bgcolor: 'surface.rail',
                color: 'text.secondary',
                fontSize: '0.75rem',
                fontWeight: 600,
                display: 'grid',
                placeItems: 'center',
              },
            }}
          >
            {t(`link.${step}`)}
          </Box>
        ))}
      </Box>
    </Box>
  );
}
