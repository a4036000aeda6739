import Box from '@mui/material/Box';
import { connectionEndpoints } from '@ticketz/contract/connections';
import { lazy, Suspense } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { useMe } from '../../api/session.ts';
import { may } from '../../features/auth/may.ts';
import { KeyCaps } from '../../features/shortcuts/KeyCaps.tsx';
import { MessageIcon } from '../../ui/icons/MessageIcon.tsx';
import { StatePanel } from '../../ui/StatePanel.tsx';

// Only admins of a company that has just begun need it.
const SetupGuide = lazy(async () => ({
  default: (await import('../../features/connections/SetupGuide.tsx')).SetupGuide,
}));

/** The conversation's place while none is chosen; in a new company its admin finds the next steps here. */
export function ChooseConversation() {
  const me = useMe();
  return (
    <Box
      sx={{
        height: '100%',
        overflowY: 'auto',
        display: 'grid',
        alignItems: 'center',
        bgcolor: 'background.default',
        px: 3,
      }}
    >
      <Box sx={{ width: '100%', maxWidth: 680, mx: 'auto', py: 3 }}>
        {may(me, connectionEndpoints.listConnections) ? (
          <Suspense fallback={null}>
            <SetupGuide>
              <Hint />
            </SetupGuide>
          </Suspense>
        ) : (
          <Hint />
        )}
      </Box>
    </Box>
  );
}

function Hint() {
  const { t } = useTranslation('inbox');
  return (
    <StatePanel
      icon={<MessageIcon />}
      title={t('choose.title')}
      text={<Trans t={t} i18nKey="choose.text" components={{ keys: <KeyCaps keys="Mod+K" /> }} />}
    />
  );
}
