import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import type { ComposeMode } from '../../../features/messages/compose-mode.ts';
import { CheckIcon } from '../../../ui/icons/CheckIcon.tsx';
import { LockIcon } from '../../../ui/icons/LockIcon.tsx';
import { SendIcon } from '../../../ui/icons/SendIcon.tsx';

/** Sends; or adds the note, in words and colour of its own. */
export function SendButton({ mode, disabled }: { mode: ComposeMode['type']; disabled: boolean }) {
  const { t } = useTranslation(['messages', 'compose']);
  if (mode === 'note') {
    return (
      <Button
        type="submit"
        size="small"
        variant="contained"
        color="warning"
        disabled={disabled}
        startIcon={<LockIcon />}
        sx={{ flex: 'none', mb: 0.25, whiteSpace: 'nowrap' }}
      >
        {t('compose:note.send')}
      </Button>
    );
  }
  const label = t(mode === 'edit' ? 'composer.saveEdit' : 'composer.send');
  return (
    <IconButton
      type="submit"
      disabled={disabled}
      aria-label={label}
      title={label}
      sx={{ color: 'primary.main' }}
    >
      {mode === 'edit' ? <CheckIcon /> : <SendIcon />}
    </IconButton>
  );
}
