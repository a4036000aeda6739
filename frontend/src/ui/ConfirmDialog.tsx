import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import { useTranslation } from 'react-i18next';
import { AppDialog } from './AppDialog.tsx';
import { FormError } from './forms/FormError.tsx';

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What happens, and what is kept. */
  text: string;
  confirmLabel: string;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that ends or removes something. The careful choice has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, text, confirmLabel, pending, error, onConfirm, onClose } = props;
  const { t } = useTranslation();
  return (
    <AppDialog open={open} title={title} onClose={onClose}>
      <DialogContent>
        <FormError error={error} />
        <DialogContentText sx={{ textWrap: 'pretty' }}>{text}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('action.cancel')}
        </Button>
        <Button variant="contained" color="error" loading={pending} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </AppDialog>
  );
}
