import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';

interface NavLookProps {
  label: string;
  icon: ComponentType;
  current: boolean;
  /** How much is due there. */
  due?: number;
}

/** A place of the rail or the bottom bar. */
export const navItemSx = (current: boolean) => ({
  flex: { xs: 1, sm: 'none' },
  minWidth: 0,
  minHeight: 56,
  width: { sm: '100%' },
  flexDirection: 'column' as const,
  gap: 0.25,
  borderRadius: 1,
  color: current ? 'primary.main' : 'text.secondary',
  '&:hover .pill': { bgcolor: current ? 'surface.selected' : 'action.hover' },
});

function DueMark({ due }: { due: number }) {
  const { t } = useTranslation();
  return (
    <Box
      component="span"
      sx={{
        position: 'absolute',
        top: -2,
        insetInlineEnd: 4,
        minWidth: 18,
        px: 0.5,
        borderRadius: 9,
        bgcolor: 'error.main',
        color: 'error.contrastText',
        fontSize: '0.6875rem',
        fontWeight: 600,
        lineHeight: '18px',
        textAlign: 'center',
      }}
    >
      <span aria-hidden>{due > 99 ? '99+' : due}</span>
      <VisuallyHidden>{t('nav.due', { count: due })}</VisuallyHidden>
    </Box>
  );
}

/** What such a place looks like: icon above its name. */
export function NavLook({ icon: Icon, label, current, due = 0 }: NavLookProps) {
  return (
    <>
      <Box
        className="pill"
        sx={{
          position: 'relative',
          display: 'grid',
          placeItems: 'center',
          width: 52,
          height: 30,
          borderRadius: 15,
          bgcolor: current ? 'surface.selected' : 'transparent',
        }}
      >
        <Icon />
        {due > 0 ? <DueMark due={due} /> : null}
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
    </>
  );
}

/** One destination of the rail or the bottom bar. */
export function NavItem({ to, ...look }: NavLookProps & { to: string }) {
  return (
    <ButtonBase
      component={Link}
      to={to}
      aria-current={look.current ? 'page' : undefined}
      sx={navItemSx(look.current)}
    >
      <NavLook {...look} />
    </ButtonBase>
  );
}
