import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import { maxSearchLength } from '@ticketz/contract/search';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { pressInResults, useActiveResult } from '../../../features/search/result-keys.ts';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { SearchIcon } from '../../../ui/icons/SearchIcon.tsx';

interface TicketSearchProps {
  value: string;
  onChange: (search: string) => void;
  inputRef: Ref<HTMLInputElement>;
}

const keysOfResults = new Set(['ArrowDown', 'ArrowUp', 'Enter']);

/** Finds people, tickets and messages. The arrows walk through what is found; Escape empties the field. */
export function TicketSearch({ value, onChange, inputRef }: TicketSearchProps) {
  const { t } = useTranslation(['tickets', 'common']);
  const active = useActiveResult();
  return (
    <OutlinedInput
      type="search"
      size="small"
      fullWidth
      value={value}
      placeholder={t('search')}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onChange('');
        if (event.nativeEvent.isComposing || !keysOfResults.has(event.key)) return;
        if (pressInResults(event.key)) event.preventDefault();
      }}
      inputRef={inputRef}
      inputProps={{
        'aria-label': t('search'),
        'aria-controls': active?.listId,
        'aria-activedescendant': active?.optionId,
        maxLength: maxSearchLength,
      }}
      startAdornment={
        <InputAdornment position="start">
          <SearchIcon fontSize="small" />
        </InputAdornment>
      }
      endAdornment={
        value ? (
          <IconButton
            size="small"
            edge="end"
            aria-label={t('common:action.clearSearch')}
            onClick={() => onChange('')}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        ) : null
      }
      sx={{
        bgcolor: 'surface.sunken',
        '@media (pointer: coarse)': { minHeight: 44, '& input': { paddingBlock: 0 } },
        '& fieldset': { borderColor: 'transparent' },
        '& input::-webkit-search-cancel-button': { display: 'none' },
      }}
    />
  );
}
