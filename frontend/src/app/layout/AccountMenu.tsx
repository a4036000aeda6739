import ButtonBase from '@mui/material/ButtonBase';
import type { Me } from '@ticketz/contract/auth';
import { lazy, type MouseEvent, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../api/file-urls.ts';
import { useCarefulLogOut } from '../../features/messages/use-careful-log-out.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

const AccountMenuList = lazy(async () => ({
  default: (await import('./AccountMenuList.tsx')).AccountMenuList,
}));

/** Who is logged in, and what is theirs: profile, appearance, language, log-out. */
export function AccountMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { logOut, pending, dialog } = useCarefulLogOut();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState(false);

  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event: MouseEvent<HTMLElement>) => {
          setOpened(true);
          setAnchor(event.currentTarget);
        }}
        sx={{ borderRadius: '50%', p: 0.5 }}
      >
        <PersonAvatar id={me.id} name={me.name} size={40} src={me.avatarId && fileUrl(me.avatarId)} />
        <VisuallyHidden>{t('nav.account', { name: me.name })}</VisuallyHidden>
      </ButtonBase>
      {opened ? (
        <Suspense>
          <AccountMenuList
            me={me}
            anchor={anchor}
            loggingOut={pending}
            onLogOut={logOut}
            onClose={() => setAnchor(null)}
          />
        </Suspense>
      ) : null}
      {dialog}
    </>
  );
}
