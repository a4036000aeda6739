import Box from '@mui/material/Box';
import type { Reminder } from '@ticketz/contract/reminders';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../ui/AppDialog.tsx';
import { FormError } from '../../ui/forms/FormError.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { WhenChoices } from '../../ui/when/WhenChoices.tsx';
import { useKeepReminder } from './reminder-commands.ts';

interface ReminderDialogProps {
  /** The one to change; null: a new one. */
  known: Reminder | null;
  /** What a new one is about. */
  ticket?: { id: string; contact: { name: string } };
  onClose: () => void;
}

const longest = 500;

/** What one wants to be reminded of, and when: choosing the time keeps it. */
export function ReminderDialog({ known, ticket, onClose }: ReminderDialogProps) {
  const { t } = useTranslation(['todo', 'common']);
  const [note, setNote] = useState(known?.note ?? '');
  const [missing, setMissing] = useState(false);
  const keep = useKeepReminder(known, ticket?.id ?? null);
  const contact = known?.ticket?.contactName ?? ticket?.contact.name;
  const needsNote = !contact && !known?.ticketGone;

  function choose(dueAt: Date): void {
    if (needsNote && note.trim() === '') setMissing(true);
    else keep.mutate({ note: note.trim(), dueAt }, { onSuccess: onClose });
  }

  const title = known ? t('todo.postponeTitle') : contact && t('reminder.titleOf', { contact });
  return (
    <AppDialog open title={title ?? t('reminder.title')} onClose={onClose}>
      <Box sx={{ px: 3, pt: 1 }}>
        <FormError error={keep.error} />
        <TextInput
          label={t(needsNote ? 'reminder.noteOnly' : 'reminder.note')}
          value={note}
          autoFocus={!known}
          multiline
          maxRows={5}
          inputProps={{ maxLength: longest }}
          problem={missing ? t('common:field.required') : undefined}
          onChange={({ target }) => {
            setNote(target.value);
            setMissing(false);
          }}
        />
      </Box>
      <WhenChoices
        pending={keep.isPending}
        at={known ? new Date(known.dueAt) : undefined}
        onChoose={choose}
      />
    </AppDialog>
  );
}
