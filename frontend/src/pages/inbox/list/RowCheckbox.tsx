import Box from '@mui/material/Box';
import type { Ticket } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import {
  selectTicketsTo,
  toggleTicket,
  useIsTicked,
  useSomeTicked,
} from '../../../features/tickets/ticket-selection.ts';

interface RowCheckboxProps {
  ticket: Ticket;
  /** The rows as they are shown: Shift ticks all from the one before. */
  shown: readonly Ticket[];
}

/** Over a row's avatar: there under the pointer, and in all rows once one is ticked. A finger ticks by the avatar. */
export function RowCheckbox({ ticket, shown }: RowCheckboxProps) {
  const { t } = useTranslation('inbox');
  const ticked = useIsTicked(ticket.id);
  const some = useSomeTicked();
  return (
    <Box
      component="label"
      className="row-checkbox"
      sx={{
        position: 'absolute',
        // A hair larger than the avatar, whose edge would shine through.
        insetInlineStart: 17,
        top: 15,
        width: 46,
        height: 46,
        display: 'grid',
        placeItems: 'center',
        borderRadius: '50%',
        cursor: 'pointer',
        bgcolor: 'background.paper',
        opacity: some ? 1 : 0,
        '&:focus-within': { opacity: 1 },
      }}
    >
      <Box
        component="input"
        type="checkbox"
        tabIndex={-1}
        checked={ticked}
        aria-label={t('select', { name: ticket.contact.name })}
        onChange={(event) => {
          const { shiftKey } = event.nativeEvent as MouseEvent;
          if (shiftKey) selectTicketsTo(ticket.id, shown);
          else toggleTicket(ticket.id);
        }}
        sx={{
          width: 20,
          height: 20,
          m: 0,
          cursor: 'pointer',
          color: 'primary.main',
          accentColor: 'currentColor',
        }}
      />
    </Box>
  );
}
