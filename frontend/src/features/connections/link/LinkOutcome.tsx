import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import type { Connection, ConnectionReason } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { formatPhoneNumber } from '../../../lib/phone-number.ts';
import { AlertIcon } from '../../../ui/icons/AlertIcon.tsx';
import { CheckIcon } from '../../../ui/icons/CheckIcon.tsx';
import { StatePanel } from '../../../ui/StatePanel.tsx';

/** The phone is linked: messages come from now on. */
export function LinkDone({ connection, onFinish }: { connection: Connection; onFinish: () => void }) {
  const { t } = useTranslation('connections');
  const { phoneNumber } = connection;
  return (
    <>
      <DialogContent role="status">
        <StatePanel
          tone="good"
          icon={<CheckIcon />}
          title={t('link.done')}
          text={
            phoneNumber
              ? t('link.doneText', { number: formatPhoneNumber(phoneNumber) })
              : t('link.doneTextPlain')
          }
        />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onFinish} autoFocus>
          {t('link.finish')}
        </Button>
      </DialogActions>
    </>
  );
}

interface LinkFailedProps {
  reason: ConnectionReason | null;
  onAgain: () => void;
  onClose: () => void;
}

/** Why it didn't work, in words, and the way to try again. */
export function LinkFailed({ reason, onAgain, onClose }: LinkFailedProps) {
  const { t } = useTranslation(['connections', 'common']);
  const words = reason ? `${t(`reason.${reason}.what`)} ${t(`reason.${reason}.todo`)}` : '';
  return (
    <>
      <DialogContent role="alert">
        <StatePanel tone="bad" icon={<AlertIcon />} title={t('link.failed')} text={words} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common:action.close')}</Button>
        <Button variant="contained" onClick={onAgain} autoFocus>
          {t('link.again')}
        </Button>
      </DialogActions>
    </>
  );
}
