import Button from '@mui/material/Button';
import type { TicketTab } from '@ticketz/contract/tickets';
import { useTranslation } from 'react-i18next';
import { InboxIcon } from '../../../ui/icons/InboxIcon.tsx';
import { StatePanel } from '../../../ui/StatePanel.tsx';
import { showTab } from '../inbox-view.ts';

/** A tab without tickets: why, and what to do. */
export function EmptyList({ tab }: { tab: TicketTab }) {
  const { t } = useTranslation('tickets');
  return (
    <StatePanel
      icon={<InboxIcon />}
      title={t(`empty.${tab}.title`)}
      text={t(`empty.${tab}.text`)}
      action={
        tab === 'mine' ? (
          <Button variant="outlined" onClick={() => showTab('waiting')}>
            {t('showWaiting')}
          </Button>
        ) : undefined
      }
    />
  );
}
