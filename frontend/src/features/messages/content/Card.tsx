import Box from '@mui/material/Box';
import type { SvgIconProps } from '@mui/material/SvgIcon';
import type { ComponentType, ReactNode } from 'react';
import { KindBadge } from './KindBadge.tsx';

interface CardProps {
  icon: ComponentType<SvgIconProps>;
  title: ReactNode;
  children?: ReactNode;
}

/** What isn't text inside a bubble: a picture of its kind, a name, and more below it. */
export function Card({ icon, title, children }: CardProps) {
  return (
    <Box sx={{ display: 'flex', gap: 1.25, py: 0.25, width: 280, maxWidth: '100%' }}>
      <KindBadge icon={icon} />
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box dir="auto" sx={{ fontWeight: 600, lineHeight: 1.4 }}>
          {title}
        </Box>
        {children}
      </Box>
    </Box>
  );
}

/** A quieter line of a card. */
export function CardLine({ children }: { children: ReactNode }) {
  return (
    <Box dir="auto" sx={{ typography: 'caption', color: 'text.secondary' }}>
      {children}
    </Box>
  );
}
