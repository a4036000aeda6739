import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

/** One of the rows of a card that is a list; `height` at least, so that its skeleton takes the same room. */
export function CardRow({ height, children }: { height: number; children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1.5,
        px: 2,
        py: 1.5,
        minHeight: height,
        borderBottom: 1,
        borderColor: 'divider',
        '&:last-child': { borderBottom: 0 },
      }}
    >
      {children}
    </Box>
  );
}
