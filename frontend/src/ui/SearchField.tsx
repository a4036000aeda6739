import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from './icons/CloseIcon.tsx';
import { SearchIcon } from './icons/SearchIcon.tsx';

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
}

/** Searches while one types; Escape or the cross clears it. */
export function SearchField({ label, value, onChange, autoFocus = false }: SearchFieldProps) {
  const { t } = useTranslation();
  return (
    <OutlinedInput
      fullWidth
      autoFocus={autoFocus}
      size="small"
      type="search"
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value) onChange('');
      }}
      inputProps={{ 'aria-label': label, maxLength: 100 }}
      sx={{
        bgcolor: 'background.paper',
        minHeight: 44,
        '& input::-webkit-search-cancel-button': { display: 'none' },
      }}
      startAdornment={
        <InputAdornment position="start">
          <SearchIcon fontSize="small" />
        </InputAdornment>
      }
      endAdornment={
        value ? (
          <IconButton edge="end" aria-label={t('action.clearSearch')} onClick={() => onChange('')}>
            <CloseIcon fontSize="small" />
          </IconButton>
        ) : null
      }
    />
  );
}
