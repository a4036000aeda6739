import Box from '@mui/material/Box';
import { type ReactNode, useEffect, useRef } from 'react';

interface OptionRowProps {
  id: string;
  /** The keyboard stands on it. */
  active: boolean;
  /** It is what is open already. */
  selected?: boolean;
  onChoose: () => void;
  children: ReactNode;
}

/** A row of a list that a field above it walks through: the field has the keyboard, this is for the pointer. */
export function OptionRow({ id, active, selected = false, onChoose, children }: OptionRowProps) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const background = active ? 'surface.hover' : 'transparent';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
    <Box
      ref={element}
      id={id}
      role="option"
      aria-selected={active}
      onClick={onChoose}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        mx: 0.75,
        px: 1.25,
        py: 0.75,
        minHeight: 44,
        borderRadius: 2,
        cursor: 'pointer',
        bgcolor: selected ? 'surface.selected' : background,
        outline: active ? '2px solid' : 'none',
        outlineColor: 'primary.main',
        outlineOffset: -2,
        '&:hover': { bgcolor: selected ? 'surface.selected' : 'surface.hover' },
      }}
    >
      {children}
    </Box>
  );
}
