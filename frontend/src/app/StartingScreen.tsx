import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useDelayed } from '../lib/useDelayed.ts';
import { Logo } from '../ui/Logo.tsx';

/** While the session is looked up: nothing at first, then the logo, quietly. */
export function StartingScreen() {
  const { t } = useTranslation();
  const show = useDelayed();
  return (
    <Box
      role="status"
      aria-label={t('loading')}
      sx={{ height: '100%', display: 'grid', placeItems: 'center' }}
    >
      {show ? <Logo size={48} /> : null}
    </Box>
  );
}
