import Box from '@mui/material/Box';
import type { Me } from '@ticketz/contract/auth';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { useDueCount } from '../../features/reminders/due-count.ts';
import { Logo } from '../../ui/Logo.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { NavItem } from './NavItem.tsx';
import { destinationsFor, isCurrent } from './navigation.ts';

/** The navigation on everything wider than a phone. */
export function SideRail({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const due = useDueCount();
  return (
    <Box
      component="nav"
      aria-label={t('nav.label')}
      sx={{
        display: { xs: 'none', sm: 'flex' },
        flexDirection: 'column',
        alignItems: 'center',
        gap: 0.5,
        width: 92,
        px: 0.5,
        py: 1.5,
        overflowY: 'auto',
        bgcolor: 'surface.rail',
        borderInlineEnd: 1,
        borderColor: 'divider',
      }}
    >
      <Box
        component={Link}
        to="/"
        aria-label={t('appName')}
        sx={{ display: 'flex', mb: 1.5, borderRadius: 1.2 }}
      >
        <Logo size={36} />
      </Box>
      {destinationsFor(me).map((destination) => (
        <NavItem
          key={destination.name}
          to={destination.path}
          icon={destination.icon}
          label={t(`nav.${destination.name}`)}
          current={isCurrent(destination, pathname)}
          due={destination.name === 'todo' ? due : 0}
        />
      ))}
      <Box sx={{ flex: 1 }} />
      <AccountMenu me={me} />
    </Box>
  );
}
