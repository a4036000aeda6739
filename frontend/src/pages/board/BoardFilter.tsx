import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import type { TicketFilter } from '@ticketz/contract/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltered, noFilter } from '../../features/tickets/ticket-filter.ts';
import { FilterIcon } from '../../ui/icons/FilterIcon.tsx';
import { FilterFields } from '../inbox/list/filters/FilterFields.tsx';

interface BoardFilterProps {
  filter: TicketFilter;
  onChange: (filter: TicketFilter) => void;
}

/** The list's filters, for all columns at once. */
export function BoardFilter({ filter, onChange }: BoardFilterProps) {
  const { t } = useTranslation(['todo', 'lists']);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<FilterIcon />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('board.filter')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': t('lists:filters.title'),
            sx: { width: 320, maxWidth: 'calc(100vw - 32px)', border: 1, borderColor: 'divider', mt: 1 },
          },
        }}
      >
        <Box sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 2 }}>
          <FilterFields filter={filter} onChange={onChange} />
          {isFiltered(filter) ? (
            <Button onClick={() => onChange(noFilter)}>{t('lists:filters.clear')}</Button>
          ) : null}
        </Box>
      </Popover>
    </>
  );
}
