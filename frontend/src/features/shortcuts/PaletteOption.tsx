import Box from '@mui/material/Box';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrowForwardIcon } from '../../ui/icons/ArrowForwardIcon.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { KeyCaps } from './KeyCaps.tsx';
import type { PaletteEntry } from './palette-entries.ts';

interface PaletteOptionProps {
  id: string;
  entry: PaletteEntry;
  active: boolean;
  onChoose: () => void;
}

/** One row of the palette: something to do with its key, or a conversation. */
export function PaletteOption({ id, entry, active, onChoose }: PaletteOptionProps) {
  const { t } = useTranslation('tickets');
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) element.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    // The combobox above has the keyboard; this is only for the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
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
        minHeight: 44,
        px: 1.5,
        py: 0.5,
        borderRadius: 2,
        cursor: 'pointer',
        bgcolor: active ? 'surface.selected' : 'transparent',
        '&:hover': { bgcolor: active ? 'surface.selected' : 'surface.hover' },
      }}
    >
      {entry.type === 'command' ? (
        <>
          <ArrowForwardIcon fontSize="small" sx={{ color: 'text.secondary' }} />
          <Box sx={{ flex: 1 }}>{entry.command.label}</Box>
          {entry.command.keys?.[0] ? <KeyCaps keys={entry.command.keys[0]} /> : null}
        </>
      ) : (
        <>
          <PersonAvatar id={entry.ticket.contact.id} name={entry.ticket.contact.name} size={28} />
          <Box
            sx={{ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          >
            {entry.ticket.contact.name}
          </Box>
          <Box sx={{ typography: 'caption', color: 'text.secondary', flex: 'none' }}>
            {t('numberAndStatus', {
              number: String(entry.ticket.number),
              status: t(`status.${entry.ticket.status}`),
            })}
          </Box>
        </>
      )}
    </Box>
  );
}
