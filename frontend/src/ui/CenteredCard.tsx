import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useDocumentTitle } from '../lib/document-title.ts';
import { Logo } from './Logo.tsx';

interface CenteredCardProps {
  documentTitle: string;
  title: string;
  text?: string | undefined;
  children: ReactNode;
  footer?: ReactNode;
}

/** A page of one task, before one is in: the mark, the task, nothing else. */
export function CenteredCard({ documentTitle, title, text, children, footer }: CenteredCardProps) {
  useDocumentTitle(documentTitle);
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100dvh',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        px: 2,
        py: 3,
        gap: 3,
      }}
    >
      <Box
        sx={{
          my: 'auto',
          width: '100%',
          maxWidth: 424,
          bgcolor: { sm: 'background.paper' },
          border: { sm: 1 },
          borderColor: { sm: 'divider' },
          borderRadius: 2,
          px: { xs: 1, sm: 5 },
          py: { xs: 1, sm: 5 },
        }}
      >
        <Logo size={44} />
        <Typography variant="h1" sx={{ mt: 2 }}>
          {title}
        </Typography>
        <Typography sx={{ color: 'text.secondary', mt: 0.5, mb: 3, textWrap: 'pretty' }}>{text}</Typography>
        {children}
      </Box>
      {footer}
    </Box>
  );
}
