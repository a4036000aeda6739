import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';

const Mark = styled('mark')(({ theme }) => ({
  backgroundColor: `color-mix(in srgb, ${(theme.vars ?? theme).palette.primary.main} 22%, transparent)`,
  color: 'inherit',
  borderRadius: 3,
  fontWeight: 600,
}));

/** A text with its hits marked. */
export function MarkedText({ text, marks }: { text: string; marks: [number, number][] }) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), <Mark key={from}>{text.slice(from, to)}</Mark>);
    at = to;
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
