import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

interface StatePanelProps {
  icon: ReactNode;
  title: string;
  text: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
  tone?: 'quiet' | 'good' | 'bad';
  /** Small print under the action, such as an id to copy. */
  children?: ReactNode;
  headingLevel?: 'h1' | 'h2';
}

const toneColor = { quiet: 'text.secondary', good: 'success.main', bad: 'error.main' } as const;

/** The frame of every screen that has nothing to list: what it is, why, and one thing to do. */
export function StatePanel(props: StatePanelProps) {
  const { icon, title, text, action, children, tone = 'quiet', headingLevel = 'h2' } = props;
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        textAlign: 'center',
        gap: 1,
        px: 3,
        py: { xs: 5, sm: 8 },
        mx: 'auto',
        maxWidth: 440,
      }}
    >
      <Box
        aria-hidden
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 56,
          height: 56,
          borderRadius: '50%',
          mb: 1,
          bgcolor: 'surface.rail',
          color: toneColor[tone],
        }}
      >
        {icon}
      </Box>
      <Typography variant="h2" component={headingLevel}>
        {title}
      </Typography>
      <Typography component="div" sx={{ color: 'text.secondary', textWrap: 'pretty' }}>
        {text}
      </Typography>
      {action ? <Box sx={{ mt: 2 }}>{action}</Box> : null}
      {children}
    </Box>
  );
}
