import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useDocumentTitle } from '../lib/document-title.ts';
import { ArrowBackIcon } from './icons/ArrowBackIcon.tsx';

interface PageProps {
  title: string;
  /** The page this one belongs under. */
  back?: { to: string; label: string };
  description?: ReactNode;
  /** The page's main action, beside the title. */
  action?: ReactNode;
  width?: number;
  children: ReactNode;
}

/** The frame of every page but the inbox: a title, what it is for, its main action, and a readable width. */
export function Page({ title, back, description, action, width = 880, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <Box sx={{ height: '100%', overflowY: 'auto', position: 'relative', scrollbarGutter: 'stable' }}>
      <Box sx={{ maxWidth: width, mx: 'auto', px: { xs: 2, sm: 4 }, py: { xs: 3, sm: 5 } }}>
        {back ? <BackLink {...back} /> : null}
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            justifyContent: 'space-between',
            gap: 2,
            mb: 3,
          }}
        >
          <Box sx={{ minWidth: 0, flex: '1 1 260px' }}>
            <Typography variant="h1">{title}</Typography>
            {description ? (
              <Typography component="div" sx={{ color: 'text.secondary', mt: 0.5, textWrap: 'pretty' }}>
                {description}
              </Typography>
            ) : null}
          </Box>
          {action}
        </Box>
        {children}
      </Box>
    </Box>
  );
}

function BackLink({ to, label }: { to: string; label: string }) {
  return (
    <Button
      component={Link}
      to={to}
      size="small"
      startIcon={<ArrowBackIcon sx={{ '[dir=rtl] &': { transform: 'scaleX(-1)' } }} />}
      sx={{ mb: 1, marginInlineStart: -1.5 }}
    >
      {label}
    </Button>
  );
}
