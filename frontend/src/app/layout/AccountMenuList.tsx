import Divider from '@mui/material/Divider';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { Me } from '@ticketz/contract/auth';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { InfoIcon } from '../../ui/icons/InfoIcon.tsx';
import { LogOutIcon } from '../../ui/icons/LogOutIcon.tsx';
import { PersonIcon } from '../../ui/icons/PersonIcon.tsx';
import { StarIcon } from '../../ui/icons/StarIcon.tsx';
import { AwayMenuItem } from './AwayMenuItem.tsx';
import { LanguageMenuItem } from './LanguageMenuItem.tsx';
import { ThemeMenuItem } from './ThemeMenuItem.tsx';

interface AccountMenuListProps {
  me: Me;
  anchor: HTMLElement | null;
  loggingOut: boolean;
  onLogOut: () => void;
  onClose: () => void;
}

/** What the account's menu lists: profile, appearance, language, log-out. */
export function AccountMenuList({ me, anchor, loggingOut, onLogOut, onClose }: AccountMenuListProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const goTo = (path: string) => {
    onClose();
    void navigate(path);
  };
  return (
    <Menu
      anchorEl={anchor}
      open={anchor !== null}
      onClose={onClose}
      anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
      transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{ paper: { sx: { minWidth: 248, ml: 1 } } }}
    >
      <ListItemText
        primary={me.name}
        secondary={`${t(`role.${me.role}`)} · ${me.company.name}`}
        role="presentation"
        sx={{ px: 2.5, py: 0.5, overflowWrap: 'anywhere' }}
      />
      <Divider role="presentation" sx={{ my: 0.5 }} />
      <MenuItem onClick={() => goTo('/profile')}>
        <PersonIcon fontSize="small" />
        {t('nav.profile')}
      </MenuItem>
      <MenuItem onClick={() => goTo('/starred')}>
        <StarIcon fontSize="small" />
        {t('nav.starred')}
      </MenuItem>
      <AwayMenuItem me={me} onDone={onClose} />
      <ThemeMenuItem />
      <LanguageMenuItem />
      <MenuItem onClick={() => goTo('/about')}>
        <InfoIcon fontSize="small" />
        {t('nav.about')}
      </MenuItem>
      <Divider role="presentation" sx={{ my: 0.5 }} />
      <MenuItem
        onClick={() => {
          onClose();
          onLogOut();
        }}
        disabled={loggingOut}
      >
        <LogOutIcon fontSize="small" />
        {t('nav.logOut')}
      </MenuItem>
    </Menu>
  );
}
