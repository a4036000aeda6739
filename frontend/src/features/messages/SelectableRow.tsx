import Box from '@mui/material/Box';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { mostSelected, useSelection } from './selection.ts';
import type { TimelineRow } from './timeline.ts';

const SelectionCheckbox = lazy(async () => ({
  default: (await import('./SelectionCheckbox.tsx')).SelectionCheckbox,
}));

interface SelectableRowProps {
  row: TimelineRow;
  contactName: string;
  children: ReactNode;
}

/** A row that can be chosen while messages are being selected; otherwise just the row. */
export function SelectableRow({ row, contactName, children }: SelectableRowProps) {
  const { t } = useTranslation('messages');
  const message = row.type === 'message' ? row.message : null;
  const ids = useSelection(message?.ticketId ?? '');
  if (!ids || !message) return children;
  const author = message.direction === 'inbound' ? contactName : (message.author?.name ?? t('author.us'));
  const chosen = ids.has(message.id);
  return (
    <Box component="label" sx={{ display: 'flex', alignItems: 'center', cursor: 'pointer' }}>
      <Suspense fallback={<Box sx={{ width: 42 }} />}>
        <SelectionCheckbox
          messageId={message.id}
          author={author}
          chosen={chosen}
          disabled={message.deletedAt !== null || (!chosen && ids.size >= mostSelected)}
        />
      </Suspense>
      <Box inert sx={{ flex: 1, minWidth: 0 }}>
        {children}
      </Box>
    </Box>
  );
}
