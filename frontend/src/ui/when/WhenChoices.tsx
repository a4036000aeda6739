import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import TextField from '@mui/material/TextField';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { comingTimes, formatComing, toLocalInput } from '../../lib/coming-times.ts';

interface WhenChoicesProps {
  /** True while the server is asked. */
  pending: boolean;
  onChoose: (at: Date) => void;
  /** What stands in the field at first. */
  at?: Date | undefined;
  /** Further choices, above the field. */
  children?: ReactNode;
}

/** One of the choices, with what it means at the end of its line. */
export function WhenChoice(props: { label: string; time?: string; disabled: boolean; onClick: () => void }) {
  const { label, time, disabled, onClick } = props;
  return (
    <ListItemButton disabled={disabled} onClick={onClick} sx={{ minHeight: 44, gap: 2, px: 3 }}>
      <Box component="span" sx={{ flex: 1 }}>
        {label}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', flex: 'none' }}>
        {time}
      </Box>
    </ListItemButton>
  );
}

/** When something is to come up again: the times that most people mean, or any other. */
export function WhenChoices({ pending, onChoose, at, children }: WhenChoicesProps) {
  const { t, i18n } = useTranslation('todo');
  const [now] = useState(() => new Date());
  const [text, setText] = useState(() =>
    toLocalInput(at && at > now ? at : (comingTimes(now)[0]?.at ?? now)),
  );
  const [past, setPast] = useState(false);

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    const chosen = new Date(text);
    if (chosen.getTime() > Date.now()) onChoose(chosen);
    else setPast(true);
  }

  return (
    <>
      <List component="div" disablePadding sx={{ pb: 1 }}>
        {comingTimes(now).map(({ name, at: time }) => (
          <WhenChoice
            key={name}
            label={t(`when.${name}`)}
            time={formatComing(time, i18n.language, now)}
            disabled={pending}
            onClick={() => onChoose(time)}
          />
        ))}
        {children}
      </List>
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        sx={{ display: 'flex', alignItems: 'flex-start', gap: 1, px: 3, pt: 1, pb: 3 }}
      >
        <TextField
          type="datetime-local"
          size="small"
          label={t('when.pick')}
          value={text}
          error={past}
          helperText={past ? t('when.past') : undefined}
          onChange={({ target }) => {
            setText(target.value);
            setPast(false);
          }}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <Button type="submit" variant="outlined" disabled={pending}>
          {t('when.set')}
        </Button>
      </Box>
    </>
  );
}
