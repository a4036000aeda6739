import ButtonBase from '@mui/material/ButtonBase';
import { lazy, type MouseEvent, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoreIcon } from '../../ui/icons/MoreIcon.tsx';
import { NavLook, navItemSx } from './NavItem.tsx';
import type { Destination } from './navigation.ts';

const MoreNavMenu = lazy(async () => ({ default: (await import('./MoreNavMenu.tsx')).MoreNavMenu }));

/** The last place of the bottom bar: everything that has none of its own. */
export function MoreNav({ destinations, current }: { destinations: Destination[]; current: boolean }) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event: MouseEvent<HTMLElement>) => setAnchor(event.currentTarget)}
        sx={navItemSx(current)}
      >
        <NavLook icon={MoreIcon} label={t('nav.more')} current={current} />
      </ButtonBase>
      <Suspense>
        {anchor ? (
          <MoreNavMenu anchor={anchor} destinations={destinations} onClose={() => setAnchor(null)} />
        ) : null}
      </Suspense>
    </>
  );
}
