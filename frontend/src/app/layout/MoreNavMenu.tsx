import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { PersonIcon } from '../../ui/icons/PersonIcon.tsx';
import { StarIcon } from '../../ui/icons/StarIcon.tsx';
import type { Destination } from './navigation.ts';

interface MoreNavMenuProps {
  anchor: HTMLElement;
  destinations: Destination[];
  onClose: () => void;
}

/** The pages that have no place of their own in the bottom bar. */
export function MoreNavMenu({ anchor, destinations, onClose }: MoreNavMenuProps) {
  const { t } = useTranslation();
  const entries = [
    ...destinations.map(({ name, path, icon }) => ({ path, icon, label: t(`nav.${name}`) })),
    { path: '/starred', icon: StarIcon, label: t('nav.starred') },
    { path: '/profile', icon: PersonIcon, label: t('nav.profile') },
  ];
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
      transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      slotProps={{ paper: { sx: { minWidth: 220, mt: -1 } } }}
    >
      {entries.map(({ path, icon: Icon, label }) => (
        <MenuItem key={path} component={Link} to={path} onClick={onClose}>
          <Icon />
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
