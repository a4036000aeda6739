import Checkbox from '@mui/material/Checkbox';
import { useTranslation } from 'react-i18next';
import { toggleSelected } from './selection.ts';

interface SelectionCheckboxProps {
  messageId: string;
  author: string;
  chosen: boolean;
  disabled: boolean;
}

/** Takes a message into the selection, or out of it. */
export function SelectionCheckbox({ messageId, author, chosen, disabled }: SelectionCheckboxProps) {
  const { t } = useTranslation('messages');
  return (
    <Checkbox
      checked={chosen}
      disabled={disabled}
      onChange={() => toggleSelected(messageId)}
      slotProps={{ input: { 'aria-label': t('selection.toggle', { author }) } }}
    />
  );
}
