import Box from '@mui/material/Box';
import type { Me } from '@ticketz/contract/auth';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { PersonIcon } from '../../ui/icons/PersonIcon.tsx';
import { NavItem } from './NavItem.tsx';
import { destinationsFor, isCurrent } from './navigation.ts';

/** The navigation on phones. Inside a conversation it makes room for what is being written. */
export function BottomBar({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  if (pathname.startsWith('/tickets/')) return null;
  return (
    <Box
      component="nav"
      aria-label={t('nav.label')}
      sx={{
        display: { xs: 'flex', sm: 'none' },
        px: 0.5,
        pt: 0.5,
        pb: 'max(4px, env(safe-area-inset-bottom))',
        bgcolor: 'background.paper',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {destinationsFor(me).map((destination) => (
        <NavItem
          key={destination.name}
          to={destination.path}
          icon={destination.icon}
          label={t(`nav.${destination.name}`)}
          current={isCurrent(destination, pathname)}
        />
      ))}
      <NavItem
        to="/profile"
        icon={PersonIcon}
        label={t('nav.profile')}
        current={pathname === '/profile' || pathname === '/about'}
      />
    </Box>
  );
}
