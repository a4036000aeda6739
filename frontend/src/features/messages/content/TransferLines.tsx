import Box from '@mui/material/Box';
import type { MessageDetails } from '@ticketz/contract/message-details';
import { useTranslation } from 'react-i18next';

const places = { queue: 'queue', assignee: 'agent', connection: 'connection' } as const;

/** From where to where a ticket went, over the note that goes with it. */
export function TransferLines({ transfer }: { transfer: NonNullable<MessageDetails['transfer']> }) {
  const { t } = useTranslation('messages');
  const nobody = t('transferredNobody');
  return (['queue', 'assignee', 'connection'] as const).map((place) => {
    const move = transfer[place];
    if (!move) return null;
    const words = { where: places[place], from: move.from ?? nobody, to: move.to ?? nobody };
    return (
      <Box key={place} sx={{ typography: 'caption', color: 'text.secondary' }}>
        {t('transferred', words)}
      </Box>
    );
  });
}
