import Box from '@mui/material/Box';
import type { MessageDetails } from '@ticketz/contract/message-details';
import { useTranslation } from 'react-i18next';
import { formatDateTime } from '../../../lib/dates.ts';

type GroupEvent = NonNullable<MessageDetails['groupEvent']>;

/** What happened to a group, on a line of its own. Names and subject are whatever people typed: text, nothing else. */
export function GroupEventLine({ event, at }: { event: GroupEvent; at: string }) {
  const { t, i18n } = useTranslation('messages');
  const { change, names, by, subject } = event;
  const listed = new Intl.ListFormat(i18n.language).format(names);
  return (
    <Box sx={{ display: 'flex', justifyContent: 'center', py: 1 }}>
      <Box
        component="p"
        dir="auto"
        title={formatDateTime(new Date(at), i18n.language)}
        sx={{
          m: 0,
          px: 1.5,
          py: 0.5,
          maxWidth: '86%',
          borderRadius: 2,
          typography: 'caption',
          textAlign: 'center',
          overflowWrap: 'anywhere',
          color: 'text.secondary',
          bgcolor: 'action.hover',
        }}
      >
        {t(`groupEvent.${change}`, { by: by ?? 'none', names: listed, subject: subject ?? '' })}
      </Box>
    </Box>
  );
}
