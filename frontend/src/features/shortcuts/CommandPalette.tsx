import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchIcon } from '../../ui/icons/SearchIcon.tsx';
import { useHeldToasts } from '../../ui/toast.ts';
import { aimAt } from '../search/ResultOption.tsx';
import { PaletteOption } from './PaletteOption.tsx';
import { type PaletteEntry, usePaletteEntries } from './palette-entries.ts';
import { takeTyped } from './typed-ahead.ts';

interface CommandPaletteProps {
  onClose: () => void;
  onOpenTicket: (ticketId: string) => void;
}

/** Everything one can do, and people, tickets and messages, by typing. */
export function CommandPalette({ onClose, onOpenTicket }: CommandPaletteProps) {
  const { t } = useTranslation('shortcuts');
  const [open, setOpen] = useState(true);
  const [text, setText] = useState('');
  const [position, setPosition] = useState(0);
  const { entries, searching } = usePaletteEntries(text);
  const chosen = useRef<PaletteEntry | null>(null);
  const listId = useId();
  useHeldToasts();
  useLayoutEffect(() => {
    const ahead = takeTyped();
    // oxlint-disable-next-line react/set-state-in-effect -- keys are caught until the field is there
    if (ahead) setText(ahead);
  }, []);
  const active = entries[Math.min(position, entries.length - 1)];

  function choose(entry: PaletteEntry): void {
    chosen.current = entry;
    setOpen(false);
  }
  /** Only when the dialog is gone and focus is back, so that a command may move it. */
  function closed(): void {
    onClose();
    const entry = chosen.current;
    if (entry?.type === 'command') entry.command.run();
    if (entry?.type === 'result') onOpenTicket(aimAt(entry.result));
  }
  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setPosition((Math.min(position, entries.length - 1) + step + entries.length) % entries.length);
    }
    if (event.key === 'Enter' && active) {
      event.preventDefault();
      choose(active);
    }
  }

  return (
    <Dialog
      open={open}
      onClose={() => setOpen(false)}
      maxWidth="sm"
      fullWidth
      slotProps={{ transition: { onExited: closed }, paper: { 'aria-label': t('palette') } }}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' }, '& .MuiDialog-paper': { mt: '12vh' } }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          px: 2,
          borderBottom: 1,
          borderColor: 'divider',
        }}
      >
        <SearchIcon sx={{ color: 'text.secondary' }} />
        <InputBase
          autoFocus
          fullWidth
          value={text}
          placeholder={t('palettePlaceholder')}
          onChange={(event) => {
            setText(event.target.value);
            setPosition(0);
          }}
          onKeyDown={press}
          sx={{ minHeight: 56 }}
          inputProps={{
            role: 'combobox',
            'aria-expanded': true,
            'aria-controls': listId,
            'aria-activedescendant': active ? `${listId}-${active.id}` : undefined,
            'aria-label': t('palettePlaceholder'),
          }}
        />
      </Box>
      <Box
        id={listId}
        role="listbox"
        aria-label={t('palette')}
        sx={{ overflowY: 'auto', maxHeight: '50vh', py: 1 }}
      >
        {entries.map((entry) => (
          <PaletteOption
            key={entry.id}
            id={`${listId}-${entry.id}`}
            entry={entry}
            active={entry === active}
            onChoose={() => choose(entry)}
          />
        ))}
      </Box>
      {entries.length === 0 ? (
        <Box role="status" sx={{ px: 3, pb: 3, pt: 1, color: 'text.secondary', textAlign: 'center' }}>
          {searching ? t('searching') : t('nothing')}
        </Box>
      ) : null}
    </Dialog>
  );
}
