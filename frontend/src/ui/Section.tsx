import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  text?: string;
  children: ReactNode;
}

/** A titled part of a page: what it is at the side, what to do in a card. */
export function Section({ title, text, children }: SectionProps) {
  const titleId = useId();
  return (
    <Box
      component="section"
      aria-labelledby={titleId}
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '240px 1fr' },
        columnGap: 4,
        rowGap: 1.5,
        py: 3,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Box>
        <Typography id={titleId} variant="h2">
          {title}
        </Typography>
        {text ? (
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5, textWrap: 'pretty' }}>
            {text}
          </Typography>
        ) : null}
      </Box>
      <Card sx={{ p: { xs: 2, sm: 2.5 }, minWidth: 0 }}>{children}</Card>
    </Box>
  );
}
