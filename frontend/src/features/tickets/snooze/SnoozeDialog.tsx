import { useQueryClient } from '@tanstack/react-query';
import type { Ticket } from '@ticketz/contract/tickets';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { WhenChoice, WhenChoices } from '../../../ui/when/WhenChoices.tsx';
import { setSnoozed } from './snooze-commands.ts';

/** Until when the ticket is put off. */
export function SnoozeDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useTranslation('todo');
  const queryClient = useQueryClient();
  const [pending, setPending] = useState(false);
  const until = ticket.snoozed?.until;

  async function choose(at: Date | null): Promise<void> {
    setPending(true);
    const done = await setSnoozed(queryClient, ticket, { until: at?.toISOString() ?? null });
    setPending(false);
    if (done) onClose();
  }

  return (
    <AppDialog open title={t('snooze.title')} onClose={onClose}>
      <WhenChoices
        pending={pending}
        at={until ? new Date(until) : undefined}
        onChoose={(at) => void choose(at)}
      >
        <WhenChoice label={t('snooze.answer')} disabled={pending} onClick={() => void choose(null)} />
      </WhenChoices>
    </AppDialog>
  );
}
