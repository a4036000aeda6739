import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import type { ReactNode, SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from './forms/FormError.tsx';

interface DialogFormProps {
  submitLabel: string;
  pending: boolean;
  /** An error that belongs to no field. */
  error: unknown;
  onSubmit: (event: SyntheticEvent) => Promise<void>;
  onCancel: () => void;
  children: ReactNode;
}

/** The form inside a dialog: fields, then cancel and submit. */
export function DialogForm({ submitLabel, pending, error, onSubmit, onCancel, children }: DialogFormProps) {
  const { t } = useTranslation();
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      <DialogContent sx={{ '&&': { pt: 1 } }}>
        <FormError error={error} />
        {children}
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <Button type="submit" variant="contained" loading={pending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  );
}
