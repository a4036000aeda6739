import Chip from '@mui/material/Chip';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface FilterSelectProps {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

/** A chip that opens a choice, and says what was chosen. */
export function FilterSelect({ label, value, options, onChange }: FilterSelectProps) {
  const { t } = useTranslation('search');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = options.find((option) => option.value === value);
  function choose(next: string | undefined): void {
    setAnchor(null);
    onChange(next);
  }
  return (
    <>
      <Chip
        size="small"
        label={chosen ? chosen.label : `${label} ▾`}
        aria-label={chosen ? `${label}: ${chosen.label}` : label}
        aria-haspopup="menu"
        variant={chosen ? 'filled' : 'outlined'}
        color={chosen ? 'primary' : 'default'}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem selected={!chosen} onClick={() => choose(undefined)}>
          {t('filter.any')}
        </MenuItem>
        {options.map((option) => (
          <MenuItem key={option.value} selected={option.value === value} onClick={() => choose(option.value)}>
            {option.label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
