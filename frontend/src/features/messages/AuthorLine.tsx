import Box from '@mui/material/Box';
import { initials } from '../../lib/initials.ts';

/** Who wrote the bubbles below. In a group each author has a colour and initials of their own. */
export function AuthorLine({ name, color }: { name: string; color: string | undefined }) {
  return (
    <Box
      aria-hidden
      sx={{ display: 'flex', alignItems: 'center', gap: 0.75, px: 1.5, pb: 0.25, typography: 'caption' }}
    >
      {color ? (
        <Box
          component="span"
          sx={{
            width: 20,
            height: 20,
            borderRadius: 10,
            display: 'grid',
            placeItems: 'center',
            fontSize: '0.625rem',
            fontWeight: 700,
            bgcolor: color,
            color: '#fff',
          }}
        >
          {initials(name)}
        </Box>
      ) : null}
      <Box component="span" dir="auto" sx={{ color: 'text.secondary', fontWeight: color ? 600 : undefined }}>
        {name}
      </Box>
    </Box>
  );
}
