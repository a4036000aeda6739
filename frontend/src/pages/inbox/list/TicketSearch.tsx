import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from '../../../ui/icons/CloseIcon.tsx';
import { SearchIcon } from '../../../ui/icons/SearchIcon.tsx';

interface TicketSearchProps {
  value: string;
  onChange: (search: string) => void;
  inputRef: Ref<HTMLInputElement>;
}

/** Finds tickets by the person's name or number, or by the ticket's number. Escape empties it. */
export function TicketSearch({ value, onChange, inputRef }: TicketSearchProps) {
  const { t } = useTranslation(['tickets', 'common']);
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
      }}
      inputRef={inputRef}
      inputProps={{ 'aria-label': t('search'), maxLength: 100 }}
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
