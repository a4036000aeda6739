import Box from '@mui/material/Box';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountdown } from '../../../lib/useCountdown.ts';
import { CountdownRing } from './CountdownRing.tsx';

/**
 * The seconds until WhatsApp replaces the code; give it the code's expiry as its key. Silent for screen readers, which
 * would read every second.
 */
export function CodeCountdown({ expiresAt }: { expiresAt: string }) {
  const { t } = useTranslation('connections');
  const seconds = useCountdown(Date.parse(expiresAt));
  const [whole] = useState(seconds);
  return (
    <Box
      aria-hidden
      sx={{ display: 'flex', alignItems: 'center', gap: 1, color: 'text.secondary', typography: 'body2' }}
    >
      <CountdownRing left={seconds} of={whole} />
      <span style={{ fontVariantNumeric: 'tabular-nums' }}>
        {seconds > 0 ? t('link.newCodeIn', { seconds }) : t('link.newCode')}
      </span>
    </Box>
  );
}
