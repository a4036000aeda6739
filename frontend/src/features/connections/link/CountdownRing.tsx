import Box from '@mui/material/Box';

const radius = 9;
const length = 2 * Math.PI * radius;

/** How much of a code's time is left, as a ring that empties. Decorative: the seconds stand beside it. */
export function CountdownRing({ left, of }: { left: number; of: number }) {
  const share = of > 0 ? Math.min(1, left / of) : 0;
  return (
    <Box
      component="svg"
      viewBox="0 0 22 22"
      aria-hidden
      sx={{ width: 20, height: 20, transform: 'rotate(-90deg)', flex: 'none' }}
    >
      <Box
        component="circle"
        cx={11}
        cy={11}
        r={radius}
        sx={{ fill: 'none', stroke: 'var(--tz-palette-divider)' }}
        strokeWidth={3}
      />
      <Box
        component="circle"
        cx={11}
        cy={11}
        r={radius}
        strokeWidth={3}
        strokeDasharray={length}
        strokeDashoffset={length * (1 - share)}
        sx={{ fill: 'none', stroke: 'var(--tz-palette-primary-main)' }}
      />
    </Box>
  );
}
