import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import type { Connection } from '@ticketz/contract/connections';
import { QRCodeSVG } from 'qrcode.react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { ExternalIcon } from '../../../ui/icons/ExternalIcon.tsx';
import { CodeCountdown } from './CodeCountdown.tsx';
import { PhoneSteps } from './PhoneSteps.tsx';

interface QrPaneProps {
  link: Connection['link'];
  demoPhoneUrl: string | null;
}

/** The QR code, large and on white in both themes, with what to do on the phone beside it. */
export function QrPane({ link, demoPhoneUrl }: QrPaneProps) {
  const { t } = useTranslation('connections');
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        justifyItems: { xs: 'center', sm: 'start' },
        gridTemplateColumns: { xs: '1fr', sm: 'auto 1fr' },
      }}
    >
      <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'center' }}>
        <Box
          sx={{ bgcolor: '#fff', p: 2, borderRadius: 1.4, border: 1, borderColor: 'divider', lineHeight: 0 }}
        >
          {link ? (
            <QRCodeSVG value={link.value} size={232} level="L" title={t('link.qrLabel')} />
          ) : (
            <Skeleton variant="rounded" width={232} height={232} sx={{ bgcolor: '#e9ecee' }} />
          )}
        </Box>
        <Box role="status" sx={{ minHeight: 24, color: 'text.secondary', typography: 'body2' }}>
          {link ? <CodeCountdown key={link.expiresAt} expiresAt={link.expiresAt} /> : t('link.preparing')}
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gap: 2.5, alignContent: 'start', justifyItems: 'start', width: '100%' }}>
        <PhoneSteps method="qr" />
        {link && demoPhoneUrl ? (
          <Button
            variant="contained"
            href={`${demoPhoneUrl}?scan=${encodeURIComponent(link.value)}`}
            target="ticketz-demo-phone"
            rel="noopener"
            endIcon={<ExternalIcon />}
          >
            {t('link.demoPhone')}
          </Button>
        ) : null}
        {link ? <CopyButton size="small" text={link.value} label={t('link.copyQr')} /> : null}
      </Box>
    </Box>
  );
}
