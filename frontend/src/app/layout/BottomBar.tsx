import Box from '@mui/material/Box';
import type { Me } from '@ticketz/contract/auth';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { useDueCount } from '../../features/reminders/due-count.ts';
import { MoreNav } from './MoreNav.tsx';
import { NavItem } from './NavItem.tsx';
import { destinationsFor, isCurrent } from './navigation.ts';

/** With one more for all others, as many as have room for their names. */
const mostShown = 4;

/** The navigation on phones. Inside a conversation it makes room for what is being written. */
export function BottomBar({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const due = useDueCount();
  if (pathname.startsWith('/tickets/')) return null;
  const destinations = destinationsFor(me);
  const [shown, others] = [destinations.slice(0, mostShown), destinations.slice(mostShown)];
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
      {shown.map((destination) => (
        <NavItem
          key={destination.name}
          to={destination.path}
          icon={destination.icon}
          label={t(`nav.${destination.name}`)}
          current={isCurrent(destination, pathname)}
          due={destination.name === 'todo' ? due : 0}
        />
      ))}
      <MoreNav
        destinations={others}
        current={!shown.some((destination) => isCurrent(destination, pathname))}
      />
    </Box>
  );
}
