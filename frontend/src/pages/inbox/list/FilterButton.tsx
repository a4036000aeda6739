import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltered } from '../../../features/tickets/ticket-filter.ts';
import { loadListTexts } from '../../../i18n/i18n.ts';
import { FilterIcon } from '../../../ui/icons/FilterIcon.tsx';
import { useInboxView } from '../inbox-view.ts';

const FilterPanel = lazy(async () => {
  const [panel] = await Promise.all([import('./filters/FilterPanel.tsx'), loadListTexts()]);
  return { default: panel.FilterPanel };
});

/** Opens the filters; a dot says that some are set. */
export function FilterButton() {
  const { t } = useTranslation('inbox');
  const { filter } = useInboxView();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const on = isFiltered(filter);
  return (
    <>
      <Tooltip title={t('filter')}>
        <IconButton
          aria-label={t(on ? 'filterOn' : 'filter')}
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={{ position: 'relative', color: on ? 'primary.main' : 'text.secondary' }}
        >
          <FilterIcon />
          {on ? (
            <Box
              component="span"
              sx={{
                position: 'absolute',
                top: 7,
                insetInlineEnd: 7,
                width: 8,
                height: 8,
                borderRadius: '50%',
                bgcolor: 'primary.main',
              }}
            />
          ) : null}
        </IconButton>
      </Tooltip>
      {anchor ? (
        <Suspense>
          <FilterPanel anchor={anchor} onClose={() => setAnchor(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
