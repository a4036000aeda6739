import Box from '@mui/material/Box';
import type { Ticket } from '@ticketz/contract/tickets';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../../features/drafts/drafts.ts';
import { kindIcons } from '../../../features/messages/kind-icons.ts';
import { Ticks } from '../../../features/messages/Ticks.tsx';
import { useCustomerActivity } from '../../../features/tickets/customer-typing.ts';

function Line({ color = 'text.secondary', children }: { color?: string; children: ReactNode }) {
  return (
    <Box
      component="span"
      dir="auto"
      sx={{
        flex: 1,
        minWidth: 0,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
        typography: 'body2',
        textAlign: 'start',
        color,
      }}
    >
      {children}
    </Box>
  );
}

const longest = 200;

/** The second line of a row: what the customer does now, what one has begun to write, else what was said last. */
export function Snippet({ ticket, selected }: { ticket: Ticket; selected: boolean }) {
  const { t } = useTranslation(['tickets', 'messages']);
  const activity = useCustomerActivity(ticket.id);
  const draft = useDraft(ticket.id);
  const last = ticket.lastMessage;

  if (activity)
    return <Line color="primary.main">{t(activity === 'recording' ? 'recording' : 'typing')}</Line>;
  if (draft.trim() && !selected) {
    return (
      <Line>
        <Box component="span" sx={{ color: 'error.main' }}>
          {t('draft')}
        </Box>{' '}
        {draft.slice(0, longest)}
      </Line>
    );
  }
  if (!last) return <Line>{t('noMessages')}</Line>;

  if (last.deleted) return <Line>{t('messages:deleted')}</Line>;
  const KindIcon = last.kind === 'text' ? null : kindIcons[last.kind];
  const text = last.text.slice(0, longest);
  return (
    <>
      {last.direction === 'outbound' && last.status ? <Ticks status={last.status} /> : null}
      {KindIcon ? <KindIcon sx={{ fontSize: 16, color: 'text.secondary', flex: 'none' }} /> : null}
      <Line>{text || t(`messages:kind.${last.kind}`)}</Line>
    </>
  );
}
