import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { SvgIconProps } from '@mui/material/SvgIcon';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoreIcon } from './icons/MoreIcon.tsx';

export interface MenuAction {
  label: string;
  icon: ComponentType<SvgIconProps>;
  run: () => void;
  danger?: boolean;
}

type MoreMenuProps = { actions: MenuAction[] } & (
  | { name: string }
  | { /** In the place of "More for …", where it is clear for what. */ label: string }
);

/** The rarer things one can do with `name`, behind three dots. */
export function MoreMenu({ actions, ...named }: MoreMenuProps) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <IconButton
        aria-label={'label' in named ? named.label : t('action.moreFor', { name: named.name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {actions.map(({ label, icon: Icon, run, danger }) => (
          <MenuItem
            key={label}
            onClick={() => {
              setAnchor(null);
              run();
            }}
            sx={danger ? { color: 'error.main' } : null}
          >
            <Icon fontSize="small" />
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
