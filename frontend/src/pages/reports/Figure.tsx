import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

interface FigureProps {
  label: string;
  value: string;
  /** What stands under it, such as how it was before. */
  note?: string | undefined;
}

/** One figure with its name. */
export function Figure({ label, value, note }: FigureProps) {
  return (
    <Box
      sx={{
        minWidth: 0,
        p: 2,
        border: 1,
        borderColor: 'divider',
        borderRadius: 2,
        bgcolor: 'background.paper',
      }}
    >
      <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
        {label}
      </Typography>
      <Box component="dd" sx={{ m: 0 }}>
        <Box sx={{ typography: 'h2', mt: 0.5, fontVariantNumeric: 'tabular-nums' }}>{value}</Box>
        {note ? <Box sx={{ typography: 'caption', color: 'text.secondary' }}>{note}</Box> : null}
      </Box>
    </Box>
  );
}

/** Figures beside one another, as many as there is room for. */
export const figuresSx = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
  gap: 1.5,
  m: 0,
} as const;
