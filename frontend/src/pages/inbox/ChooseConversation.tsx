import Box from '@mui/material/Box';
import { Trans, useTranslation } from 'react-i18next';
import { KeyCaps } from '../../features/shortcuts/KeyCaps.tsx';
import { MessageIcon } from '../../ui/icons/MessageIcon.tsx';
import { StatePanel } from '../../ui/StatePanel.tsx';

/** The conversation's place while none is chosen. */
export function ChooseConversation() {
  const { t } = useTranslation('inbox');
  return (
    <Box sx={{ height: '100%', display: 'grid', placeItems: 'center', bgcolor: 'background.default' }}>
      <StatePanel
        icon={<MessageIcon />}
        title={t('choose.title')}
        text={<Trans t={t} i18nKey="choose.text" components={{ keys: <KeyCaps keys="Mod+K" /> }} />}
      />
    </Box>
  );
}
