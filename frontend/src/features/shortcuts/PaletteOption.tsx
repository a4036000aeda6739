import Box from '@mui/material/Box';
import { ArrowForwardIcon } from '../../ui/icons/ArrowForwardIcon.tsx';
import { OptionRow } from '../../ui/OptionRow.tsx';
import { ResultRow } from '../search/ResultOption.tsx';
import { KeyCaps } from './KeyCaps.tsx';
import type { PaletteEntry } from './palette-entries.ts';

interface PaletteOptionProps {
  id: string;
  entry: PaletteEntry;
  active: boolean;
  onChoose: () => void;
}

/** One row of the palette: something to do with its key, or something found. */
export function PaletteOption({ id, entry, active, onChoose }: PaletteOptionProps) {
  return (
    <OptionRow id={id} active={active} onChoose={onChoose}>
      {entry.type === 'command' ? (
        <>
          <ArrowForwardIcon fontSize="small" sx={{ color: 'text.secondary' }} />
          <Box sx={{ flex: 1 }}>{entry.command.label}</Box>
          {entry.command.keys?.[0] ? <KeyCaps keys={entry.command.keys[0]} /> : null}
        </>
      ) : (
        <ResultRow result={entry.result} />
      )}
    </OptionRow>
  );
}
