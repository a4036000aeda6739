import Box from '@mui/material/Box';
import type { Connection } from '@ticketz/contract/connections';
import type { Queue } from '@ticketz/contract/queues';
import type { User } from '@ticketz/contract/users';
import { useTranslation } from 'react-i18next';
import { TagDot } from '../../features/tags/TagChip.tsx';
import { CardRow } from '../../ui/CardRow.tsx';
import { ArrowDownIcon } from '../../ui/icons/ArrowDownIcon.tsx';
import { ArrowUpIcon } from '../../ui/icons/ArrowUpIcon.tsx';
import { EditIcon } from '../../ui/icons/EditIcon.tsx';
import { TrashIcon } from '../../ui/icons/TrashIcon.tsx';
import { type MenuAction, MoreMenu } from '../../ui/MoreMenu.tsx';

interface QueueRowProps {
  queue: Queue;
  members: User[];
  connections: Connection[];
  first: boolean;
  last: boolean;
  onMove: (by: 1 | -1) => void;
  onEdit: () => void;
  onDelete: () => void;
}

/** A queue with its people and connections, and what can be done with it. */
export function QueueRow({ queue, members, connections, ...row }: QueueRowProps) {
  const { t, i18n } = useTranslation(['queues', 'common']);
  const list = (items: { name: string }[]) =>
    new Intl.ListFormat(i18n.language).format(items.map(({ name }) => name));
  const actions: MenuAction[] = [{ label: t('common:action.edit'), icon: EditIcon, run: row.onEdit }];
  if (!row.first) actions.push({ label: t('up'), icon: ArrowUpIcon, run: () => row.onMove(-1) });
  if (!row.last) actions.push({ label: t('down'), icon: ArrowDownIcon, run: () => row.onMove(1) });
  actions.push({ label: t('common:action.delete'), icon: TrashIcon, run: row.onDelete, danger: true });
  return (
    <CardRow height={88}>
      <Box sx={{ display: 'flex', pt: 0.9 }}>
        <TagDot color={queue.color} />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="strong">{queue.name}</Box>
        <Box sx={{ mt: 0.25, color: 'text.secondary' }}>
          {members.length > 0 ? list(members) : t('noMembers')}
        </Box>
        <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
          {connections.length > 0 ? t('from', { names: list(connections) }) : t('noConnections')}
        </Box>
      </Box>
      <MoreMenu name={queue.name} actions={actions} />
    </CardRow>
  );
}
