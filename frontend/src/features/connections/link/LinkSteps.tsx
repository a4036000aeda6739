import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { Connection } from '@ticketz/contract/connections';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../../ui/forms/FormError.tsx';
import { type LinkRequest, useLinkConnection } from '../use-connection-commands.ts';
import { CodePane } from './CodePane.tsx';
import { HistoryChoice } from './HistoryChoice.tsx';
import { LinkDone, LinkFailed } from './LinkOutcome.tsx';
import { QrPane } from './QrPane.tsx';

interface LinkStepsProps {
  connection: Connection;
  demoPhoneUrl: string | null;
  onCancel: () => void;
  onFinish: () => void;
}

/** QR code or pairing code, until the phone is linked or it failed. */
export function LinkSteps({ connection, demoPhoneUrl, onCancel, onFinish }: LinkStepsProps) {
  const { t } = useTranslation('connections');
  const [method, setMethod] = useState<LinkRequest['method']>(connection.link?.method ?? 'qr');
  const link = useLinkConnection(connection.id);
  const { mutate } = link;
  // Opened on a code that is already there, this dialog has nothing to start.
  const [resumed] = useState(connection.state === 'linking');
  const started = useRef(resumed);

  // Whoever opens this wants to link: the first code is asked for without a click. Once, also under StrictMode.
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    mutate({ method: 'qr' });
  }, [mutate]);

  function choose(next: LinkRequest['method'] | null): void {
    if (!next || next === method) return;
    setMethod(next);
    link.reset();
    if (next === 'qr') mutate({ method: 'qr' });
  }

  if (connection.state === 'connected') return <LinkDone connection={connection} onFinish={onFinish} />;
  // The reason of an earlier failure doesn't count before the new attempt has begun.
  const attempted = resumed || link.isSuccess;
  const gaveUp = connection.state === 'stopped' || connection.state === 'unlinked';
  if (attempted && gaveUp && connection.reason) {
    return (
      <LinkFailed reason={connection.reason} onAgain={() => mutate({ method: 'qr' })} onClose={onCancel} />
    );
  }

  const shown = connection.link?.method === method ? connection.link : null;
  return (
    <>
      <DialogContent sx={{ pt: 0 }}>
        <ToggleButtonGroup
          exclusive
          fullWidth
          size="small"
          value={method}
          aria-label={t('link.method')}
          onChange={(_event, next: LinkRequest['method'] | null) => choose(next)}
          sx={{ mb: 3 }}
        >
          <ToggleButton value="qr">{t('link.qr')}</ToggleButton>
          <ToggleButton value="code">{t('link.code')}</ToggleButton>
        </ToggleButtonGroup>
        {method === 'qr' ? <FormError error={link.error} /> : null}
        {method === 'qr' ? (
          <QrPane link={shown} demoPhoneUrl={demoPhoneUrl} />
        ) : (
          <CodePane
            link={shown}
            demoPhoneUrl={demoPhoneUrl}
            pending={link.isPending || connection.state === 'starting'}
            error={link.error}
            onRequest={(phoneNumber) => mutate({ method: 'code', phoneNumber })}
          />
        )}
        <HistoryChoice connection={connection} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('link.cancel')}</Button>
      </DialogActions>
    </>
  );
}
