import Box from '@mui/material/Box';
import { keyLabels } from './keys.ts';

/** A key combination, drawn as keys. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, flex: 'none' }}>
      {keyLabels(keys).map((label) => (
        <Box
          component="kbd"
          key={label}
          sx={{
            minWidth: 24,
            px: 0.75,
            textAlign: 'center',
            borderRadius: 0.6,
            border: 1,
            borderColor: 'divider',
            bgcolor: 'surface.sunken',
            color: 'text.secondary',
            fontFamily: 'inherit',
            fontSize: '0.75rem',
            lineHeight: '22px',
          }}
        >
          {label}
        </Box>
      ))}
    </Box>
  );
}
