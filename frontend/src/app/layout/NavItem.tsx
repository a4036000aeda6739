import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ComponentType } from 'react';
import { Link } from 'react-router-dom';

interface NavItemProps {
  to: string;
  label: string;
  icon: ComponentType;
  current: boolean;
}

/** One destination of the rail or the bottom bar: icon above its name. */
export function NavItem({ to, label, icon: Icon, current }: NavItemProps) {
  return (
    <ButtonBase
      component={Link}
      to={to}
      aria-current={current ? 'page' : undefined}
      sx={{
        flex: { xs: 1, sm: 'none' },
        minWidth: 0,
        minHeight: 56,
        width: { sm: '100%' },
        flexDirection: 'column',
        gap: 0.25,
        borderRadius: 1,
        color: current ? 'primary.main' : 'text.secondary',
        '&:hover .pill': { bgcolor: current ? 'surface.selected' : 'action.hover' },
      }}
    >
      <Box
        className="pill"
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 52,
          height: 30,
          borderRadius: 15,
          bgcolor: current ? 'surface.selected' : 'transparent',
        }}
      >
        <Icon />
      </Box>
      <Box
        component="span"
        sx={{
          fontSize: { xs: '0.6875rem', sm: '0.75rem' },
          lineHeight: 1.3,
          fontWeight: current ? 600 : 500,
          maxWidth: '100%',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {label}
      </Box>
    </ButtonBase>
  );
}
