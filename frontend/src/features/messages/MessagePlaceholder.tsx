import Box from '@mui/material/Box';
import type { MessageKind } from '@ticketz/contract/messages';
import { useTranslation } from 'react-i18next';
import { KindBadge } from './content/KindBadge.tsx';
import { kindIcons } from './kind-icons.ts';

/** In place of what can't be shown here yet: what it is, and where it can be seen. */
export function MessagePlaceholder({ kind }: { kind: Exclude<MessageKind, 'text'> }) {
  const { t } = useTranslation('messages');
  const hint = kind === 'undecryptable' ? t('hint.undecryptable') : t('hint.onPhone');
  return (
    <Box component="span" sx={{ display: 'flex', gap: 1.25, alignItems: 'center', py: 0.25 }}>
      <KindBadge icon={kindIcons[kind]} />
      <span>
        <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
          {t(`kind.${kind}`)}
        </Box>
        {kind === 'call' ? null : (
          <Box component="span" sx={{ display: 'block', typography: 'caption', color: 'text.secondary' }}>
            {hint}
          </Box>
        )}
      </span>
    </Box>
  );
}
