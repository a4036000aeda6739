import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { Me } from '@ticketz/contract/auth';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useCarefulLogOut } from '../../features/messages/use-careful-log-out.tsx';
import { InfoIcon } from '../../ui/icons/InfoIcon.tsx';
import { LogOutIcon } from '../../ui/icons/LogOutIcon.tsx';
import { PersonIcon } from '../../ui/icons/PersonIcon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { LanguageMenuItem } from './LanguageMenuItem.tsx';
import { ThemeMenuItem } from './ThemeMenuItem.tsx';

/** Who is logged in, and what is theirs: profile, appearance, language, log-out. */
export function AccountMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { logOut, pending, dialog } = useCarefulLogOut();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const goTo = (path: string) => {
    close();
    void navigate(path);
  };

  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event: MouseEvent<HTMLElement>) => setAnchor(event.currentTarget)}
        sx={{ borderRadius: '50%', p: 0.5 }}
      >
        <PersonAvatar id={me.id} name={me.name} size={40} />
        <VisuallyHidden>{t('nav.account', { name: me.name })}</VisuallyHidden>
      </ButtonBase>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
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
        <ThemeMenuItem />
        <LanguageMenuItem />
        <MenuItem onClick={() => goTo('/about')}>
          <InfoIcon fontSize="small" />
          {t('nav.about')}
        </MenuItem>
        <Divider role="presentation" sx={{ my: 0.5 }} />
        <MenuItem
          onClick={() => {
            close();
            logOut();
          }}
          disabled={pending}
        >
          <LogOutIcon fontSize="small" />
          {t('nav.logOut')}
        </MenuItem>
      </Menu>
      {dialog}
    </>
  );
}
