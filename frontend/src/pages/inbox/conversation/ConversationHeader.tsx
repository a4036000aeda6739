import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { Ticket } from '@ticketz/contract/tickets';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { QueueLabel } from '../../../features/queues/QueueMark.tsx';
import { useCustomerActivity } from '../../../features/tickets/customer-typing.ts';
import { useSnoozeWords } from '../../../features/tickets/snooze/SnoozeMark.tsx';
import { actionsFor, type TicketAction } from '../../../features/tickets/ticket-actions.ts';
import { loadTodoTexts } from '../../../i18n/i18n.ts';
import { usePhoneFormat } from '../../../lib/phone-format.ts';
import { oneLine } from '../../../ui/cut-lines.ts';
import { ArrowBackIcon } from '../../../ui/icons/ArrowBackIcon.tsx';
import { CheckCircleIcon } from '../../../ui/icons/CheckCircleIcon.tsx';
import { RefreshIcon } from '../../../ui/icons/RefreshIcon.tsx';
import { ReturnIcon } from '../../../ui/icons/ReturnIcon.tsx';
import { SidePanelIcon } from '../../../ui/icons/SidePanelIcon.tsx';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { DateJump } from './DateJump.tsx';

const PresentColleagues = lazy(async () => ({
  default: (await import('./PresentColleagues.tsx')).PresentColleagues,
}));

const ConversationMore = lazy(async () => {
  const [part] = await Promise.all([import('./ConversationMore.tsx'), loadTodoTexts()]);
  return { default: part.ConversationMore };
});

const icons = { accept: CheckCircleIcon, return: ReturnIcon, close: CheckCircleIcon, reopen: RefreshIcon };

interface ConversationHeaderProps {
  ticket: Ticket;
  /** On a phone there is a way back to the list, and less room. */
  narrow: boolean;
  busy: TicketAction | null;
  onAction: (action: TicketAction) => void;
  contactShown: boolean;
  onToggleContact: () => void;
}

function Subtitle({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('tickets');
  const activity = useCustomerActivity(ticket.id);
  const format = usePhoneFormat();
  const snooze = useSnoozeWords(ticket);
  if (activity) {
    return (
      <Box sx={{ ...oneLine, color: 'primary.main' }}>
        {t(activity === 'composing' ? 'typing' : 'recording')}
      </Box>
    );
  }
  const { phoneNumber, name } = ticket.contact;
  const phone = phoneNumber ? format(phoneNumber) : null;
  const bot = ticket.withBot ? t('withBot') : null;
  const parts = [snooze, bot, phone === name ? null : phone, `#${ticket.number}`, ticket.connection.name];
  return (
    <Box sx={oneLine}>
      <QueueLabel queueId={ticket.queueId} more=" · " />
      {parts.filter(Boolean).join(' · ')}
    </Box>
  );
}

function ActionButton({
  action,
  iconOnly,
  busy,
  onAction,
}: { action: TicketAction; iconOnly: boolean } & Pick<ConversationHeaderProps, 'busy' | 'onAction'>) {
  const { t } = useTranslation('tickets');
  const Icon = icons[action];
  const label = t(`action.${action}`);
  if (iconOnly) {
    return (
      <Tooltip describeChild title={t(`actionHint.${action}`)}>
        <IconButton aria-label={label} loading={busy === action} onClick={() => onAction(action)}>
          <Icon />
        </IconButton>
      </Tooltip>
    );
  }
  return (
    <Tooltip describeChild title={t(`actionHint.${action}`)}>
      <Button
        size="small"
        variant={action === 'return' ? 'text' : 'outlined'}
        color={action === 'return' ? 'inherit' : 'primary'}
        startIcon={<Icon />}
        loading={busy === action}
        loadingPosition="start"
        onClick={() => onAction(action)}
      >
        {label}
      </Button>
    </Tooltip>
  );
}

function Who({ ticket }: { ticket: Ticket }) {
  const { contact } = ticket;
  return (
    <>
      <PersonAvatar id={contact.id} name={contact.name} size={40} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h3" component="h2" dir="auto" sx={{ ...oneLine, textAlign: 'start' }}>
          {contact.name}
        </Typography>
        <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
          <Subtitle ticket={ticket} />
        </Box>
      </Box>
    </>
  );
}

/** Who this is, and what can be done with the ticket. */
export function ConversationHeader(props: ConversationHeaderProps) {
  const { ticket, narrow, busy, onAction, contactShown, onToggleContact } = props;
  const { t } = useTranslation(['tickets', 'contacts']);
  const iconOnly = useMediaQuery('(max-width: 1023.95px)', { noSsr: true });
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        px: { xs: 1, sm: 2 },
        minHeight: 64,
        flex: 'none',
        borderBottom: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
      }}
    >
      {narrow ? (
        <IconButton component={Link} to="/" aria-label={t('back')}>
          <ArrowBackIcon sx={{ '[dir=rtl] &': { transform: 'scaleX(-1)' } }} />
        </IconButton>
      ) : null}
      {narrow ? (
        <ButtonBase
          onClick={onToggleContact}
          sx={{ flex: 1, minWidth: 0, gap: 1, borderRadius: 1, textAlign: 'start', minHeight: 52 }}
        >
          <Who ticket={ticket} />
          <VisuallyHidden>{t('contacts:open')}</VisuallyHidden>
        </ButtonBase>
      ) : (
        <Box sx={{ flex: 1, minWidth: 0, display: 'flex', gap: 1, alignItems: 'center' }}>
          <Who ticket={ticket} />
        </Box>
      )}
      <Suspense>
        <PresentColleagues ticketId={ticket.id} narrow={iconOnly} />
      </Suspense>
      {actionsFor(ticket).map((action) => (
        <ActionButton key={action} action={action} iconOnly={iconOnly} busy={busy} onAction={onAction} />
      ))}
      <DateJump ticketId={ticket.id} />
      <Suspense fallback={<Box sx={{ width: iconOnly ? 40 : 88, flex: 'none' }} />}>
        <ConversationMore ticket={ticket} narrow={iconOnly} />
      </Suspense>
      {narrow ? null : (
        <Tooltip title={t(contactShown ? 'contacts:hide' : 'contacts:open')}>
          <IconButton
            aria-label={t(contactShown ? 'contacts:hide' : 'contacts:open')}
            aria-expanded={contactShown}
            onClick={onToggleContact}
            sx={{ color: 'text.secondary' }}
          >
            <SidePanelIcon />
          </IconButton>
        </Tooltip>
      )}
    </Box>
  );
}
