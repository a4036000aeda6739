import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Reminder } from '@ticketz/contract/reminders';
import { endOfDay } from 'date-fns';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReminderDialog } from '../../features/reminders/ReminderDialog.tsx';
import {
  type ReminderState,
  remindersOf,
  remindersQuery,
} from '../../features/reminders/reminder-queries.ts';
import { useNow } from '../../lib/relative-time.ts';
import { AddIcon } from '../../ui/icons/AddIcon.tsx';
import { CheckCircleIcon } from '../../ui/icons/CheckCircleIcon.tsx';
import { LoadFailed } from '../../ui/LoadFailed.tsx';
import { Page } from '../../ui/Page.tsx';
import { CardsSkeleton } from '../../ui/PageSkeleton.tsx';
import { StatePanel } from '../../ui/StatePanel.tsx';
import { TodoRow } from './TodoRow.tsx';

type Part = 'overdue' | 'today' | 'later' | 'done';

function partOf({ dueAt, doneAt }: Reminder, now: number): Part {
  if (doneAt) return 'done';
  const at = Date.parse(dueAt);
  if (at <= now) return 'overdue';
  return at <= endOfDay(now).getTime() ? 'today' : 'later';
}

function Group({ part, children }: { part: Part; children: ReactNode }) {
  const { t } = useTranslation('todo');
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId} sx={{ mb: 3 }}>
      <Typography
        id={titleId}
        variant="h2"
        sx={{ mb: 1, color: part === 'overdue' ? 'error.main' : undefined }}
      >
        {t(`todo.${part}`)}
      </Typography>
      <Card component="ul" aria-labelledby={titleId} sx={{ p: 0, m: 0, listStyle: 'none' }}>
        {children}
      </Card>
    </Box>
  );
}

/** One list of the server's, in the parts that this day has. */
function TodoList({ state, onPostpone }: { state: ReminderState; onPostpone: (reminder: Reminder) => void }) {
  const { t } = useTranslation('todo');
  const now = useNow();
  const query = useInfiniteQuery(remindersQuery(state));
  const all = remindersOf(query.data);
  if (query.isPending) return <CardsSkeleton height={60} count={3} />;
  if (query.isError && !query.data)
    return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />;
  if (all.length === 0 && state === 'open') {
    return <StatePanel icon={<CheckCircleIcon />} title={t('todo.none')} text={t('todo.noneText')} />;
  }
  if (all.length === 0)
    return <Typography sx={{ color: 'text.secondary' }}>{t('todo.nothingDone')}</Typography>;
  const parts = (['overdue', 'today', 'later', 'done'] as const).map((part) => ({
    part,
    items: all.filter((reminder) => partOf(reminder, now) === part),
  }));
  return (
    <>
      {parts
        .filter(({ items }) => items.length > 0)
        .map(({ part, items }) => (
          <Group key={part} part={part}>
            {items.map((reminder) => (
              <TodoRow
                key={reminder.id}
                reminder={reminder}
                overdue={part === 'overdue'}
                onPostpone={() => onPostpone(reminder)}
              />
            ))}
          </Group>
        ))}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()} sx={{ mb: 3 }}>
          {t('todo.more')}
        </Button>
      ) : null}
    </>
  );
}

/** What a person wants to be reminded of: overdue, today, later, and done. */
export function TodoPage() {
  const { t } = useTranslation('todo');
  const [edited, setEdited] = useState<Reminder | 'new' | null>(null);
  const [doneShown, setDoneShown] = useState(false);
  const add = (
    <Button variant="contained" startIcon={<AddIcon />} onClick={() => setEdited('new')}>
      {t('todo.add')}
    </Button>
  );
  return (
    <Page title={t('todo.title')} description={t('todo.description')} action={add} width={760}>
      <TodoList state="open" onPostpone={setEdited} />
      <Button aria-expanded={doneShown} onClick={() => setDoneShown(!doneShown)} sx={{ mb: 2 }}>
        {t(doneShown ? 'todo.hideDone' : 'todo.showDone')}
      </Button>
      {doneShown ? <TodoList state="done" onPostpone={setEdited} /> : null}
      {edited ? (
        <ReminderDialog known={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </Page>
  );
}
