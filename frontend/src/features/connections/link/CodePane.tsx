import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Connection } from '@ticketz/contract/connections';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { ExternalIcon } from '../../../ui/icons/ExternalIcon.tsx';
import { CodeCountdown } from './CodeCountdown.tsx';
import { PhoneNumberForm } from './PhoneNumberForm.tsx';
import { PhoneSteps } from './PhoneSteps.tsx';

interface CodePaneProps {
  link: Connection['link'];
  demoPhoneUrl: string | null;
  pending: boolean;
  error: unknown;
  onRequest: (phoneNumber: string) => void;
}

/** The other way to link: the phone's number first, then eight characters to type on it. */
export function CodePane({ link, demoPhoneUrl, pending, error, onRequest }: CodePaneProps) {
  const { t } = useTranslation('connections');
  const [otherNumber, setOtherNumber] = useState(false);
  if (!link || otherNumber) {
    return (
      <PhoneNumberForm
        pending={pending}
        error={error}
        onSubmit={(phoneNumber) => {
          setOtherNumber(false);
          onRequest(phoneNumber);
        }}
      />
    );
  }
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      <Box sx={{ display: 'grid', gap: 1.5, justifyItems: 'center' }}>
        <PairingCode code={link.value} />
        <CodeCountdown key={link.expiresAt} expiresAt={link.expiresAt} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'center' }}>
          <CopyButton size="small" text={link.value} label={t('link.copyCode')} />
          {demoPhoneUrl ? (
            <Button
              size="small"
              href={demoPhoneUrl}
              target="ticketz-demo-phone"
              rel="noopener"
              endIcon={<ExternalIcon />}
            >
              {t('link.demoCode')}
            </Button>
          ) : null}
          <Button size="small" onClick={() => setOtherNumber(true)}>
            {t('link.otherNumber')}
          </Button>
        </Box>
      </Box>
      <PhoneSteps method="code" />
    </Box>
  );
}

/** The code in two groups of four, as the phone asks for it. */
function PairingCode({ code }: { code: string }) {
  const { t } = useTranslation('connections');
  const groups = [code.slice(0, 4), code.slice(4)];
  return (
    <Box
      role="status"
      aria-label={t('link.codeLabel', { code: code.split('').join(' ') })}
      sx={{ display: 'flex', gap: { xs: 1.5, sm: 2 } }}
    >
      {groups.map((group, index) => (
        <Box
          key={index}
          sx={{
            px: { xs: 1.5, sm: 2 },
            py: 1,
            border: 1,
            borderColor: 'divider',
            borderRadius: 1.2,
            bgcolor: 'surface.sunken',
            fontFamily: 'ui-monospace, "Liberation Mono", Consolas, monospace',
            fontSize: { xs: '1.5rem', sm: '1.75rem' },
            fontWeight: 600,
            letterSpacing: '0.16em',
            marginInlineEnd: '-0.05em',
          }}
        >
          {group}
        </Box>
      ))}
    </Box>
  );
}
