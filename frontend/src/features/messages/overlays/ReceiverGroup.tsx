import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '../../../ui/PersonAvatar.tsx';
import type { Receiver } from './receivers.ts';

interface ReceiverGroupProps {
  title: string;
  receivers: readonly Receiver[];
  chosen: readonly Receiver[];
  /** No more can be chosen. */
  full: boolean;
  onToggle: (receiver: Receiver) => void;
  /** The pages that this group is of. */
  pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** People to forward to, under a title; some of them chosen. */
export function ReceiverGroup({ title, receivers, chosen, full, onToggle, pages }: ReceiverGroupProps) {
  const { t } = useTranslation('messages');
  if (receivers.length === 0 && !pages.hasNextPage) return null;
  return (
    <>
      <Typography variant="caption" aria-hidden sx={{ px: 2, fontWeight: 600, color: 'text.secondary' }}>
        {title}
      </Typography>
      <List aria-label={title} disablePadding sx={{ mb: 1 }}>
        {receivers.map((receiver) => {
          const isChosen = chosen.some(({ id }) => id === receiver.id);
          const { person, detail } = receiver;
          return (
            <ListItem key={receiver.id} disablePadding>
              <ListItemButton
                role="checkbox"
                aria-checked={isChosen}
                disabled={full && !isChosen}
                onClick={() => onToggle(receiver)}
                sx={{ gap: 1.5, borderRadius: 1.5 }}
              >
                <PersonAvatar id={person.id} name={person.name} size={36} />
                <ListItemText
                  primary={person.name}
                  secondary={detail}
                  slotProps={{ primary: { noWrap: true, dir: 'auto' }, secondary: { noWrap: true } }}
                />
                <Checkbox
                  checked={isChosen}
                  tabIndex={-1}
                  edge="end"
                  slotProps={{ input: { 'aria-hidden': true } }}
                />
              </ListItemButton>
            </ListItem>
          );
        })}
        {pages.hasNextPage ? (
          <Button fullWidth loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('forward.more')}
          </Button>
        ) : null}
      </List>
    </>
  );
}
