import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

interface LogOutDialogProps {
  unsent: number;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Says what logging out would throw away. */
export function LogOutDialog({ unsent, ...choices }: LogOutDialogProps) {
  const { t } = useTranslation('messages');
  return (
    <ConfirmDialog
      open
      title={t('logOut.title', { count: unsent })}
      text={t('logOut.text')}
      confirmLabel={t('logOut.submit')}
      {...choices}
    />
  );
}
