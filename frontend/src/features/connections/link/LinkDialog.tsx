import type { Connection } from '@ticketz/contract/connections';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { useUnlinkConnection } from '../use-connection-commands.ts';
import { LinkSteps } from './LinkSteps.tsx';

interface LinkDialogProps {
  connection: Connection;
  open: boolean;
  demoPhoneUrl: string | null;
  onClose: () => void;
}

/** Links a phone, live: shows the codes as they come, and what came of it. */
export function LinkDialog({ connection, open, demoPhoneUrl, onClose }: LinkDialogProps) {
  const { t } = useTranslation('connections');
  const unlink = useUnlinkConnection(connection.id);

  // A code that nobody looks at any more is taken back, but only while it is shown: once scanned, the phone is linking.
  function close(): void {
    if (connection.state === 'linking' && connection.link) unlink.mutate();
    onClose();
  }

  return (
    <AppDialog open={open} maxWidth="sm" title={t('link.title', { name: connection.name })} onClose={close}>
      <LinkSteps connection={connection} demoPhoneUrl={demoPhoneUrl} onCancel={close} onFinish={onClose} />
    </AppDialog>
  );
}
