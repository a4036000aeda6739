import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Popover from '@mui/material/Popover';
import type { TicketFilter } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { isFiltered, noFilter } from '../../../../features/tickets/ticket-filter.ts';
import { setFilter, showTab, useInboxView } from '../../inbox-view.ts';
import { FilterFields } from './FilterFields.tsx';
import { SavedViews } from './SavedViews.tsx';
import { SaveView } from './SaveView.tsx';

interface FilterPanelProps {
  anchor: HTMLElement;
  onClose: () => void;
}

/** Saved views and the filters, beside the button that opens them. What is chosen counts at once. */
export function FilterPanel({ anchor, onClose }: FilterPanelProps) {
  const { t } = useTranslation('lists');
  const { tab, filter } = useInboxView();

  function change(next: TicketFilter): void {
    // Waiting tickets are nobody's, and one's own are known.
    if (next.assigneeId && next.assigneeId !== filter.assigneeId && tab !== 'closed') showTab('all');
    setFilter(next);
  }

  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': t('filters.title'),
          sx: {
            width: 320,
            maxWidth: 'calc(100vw - 32px)',
            border: 1,
            borderColor: 'divider',
            borderRadius: 1.5,
            boxShadow: '0 6px 24px rgb(0 0 0 / 0.12)',
          },
        },
      }}
    >
      <SavedViews onChosen={onClose} />
      <Divider />
      <Box sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 2 }}>
        <FilterFields filter={filter} onChange={change} />
        {isFiltered(filter) ? (
          <>
            <SaveView tab={tab} filter={filter} />
            <Button onClick={() => setFilter(noFilter)}>{t('filters.clear')}</Button>
          </>
        ) : null}
      </Box>
    </Popover>
  );
}
