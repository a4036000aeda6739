import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Switch from '@mui/material/Switch';
import { outgoingPoll } from '@ticketz/contract/message-details';
import { type SyntheticEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppDialog } from '../../../../ui/AppDialog.tsx';
import { DialogForm } from '../../../../ui/DialogForm.tsx';
import { AddIcon } from '../../../../ui/icons/AddIcon.tsx';
import { CloseIcon } from '../../../../ui/icons/CloseIcon.tsx';
import { TextInput } from '../../../../ui/TextInput.tsx';
import type { SendExtra } from './send-extra.ts';

const mostOptions = 12;
const fewestOptions = 2;

interface Row {
  key: number;
  text: string;
}

/** A question with two to twelve answers. */
export function PollDialog({ onSend, onClose }: { onSend: SendExtra; onClose: () => void }) {
  const { t } = useTranslation('compose');
  const [question, setQuestion] = useState('');
  const [rows, setRows] = useState<Row[]>([
    { key: 1, text: '' },
    { key: 2, text: '' },
  ]);
  const [severalAllowed, setSeveralAllowed] = useState(false);
  const [tried, setTried] = useState(false);
  const nextKey = useRef(3);
  const options = rows.map(({ text }) => text.trim()).filter(Boolean);
  const poll = outgoingPoll.safeParse({ question, options, severalAllowed });

  function problem(): string | undefined {
    if (!tried || poll.success) return undefined;
    if (options.length < fewestOptions) return t('poll.tooFew');
    return new Set(options).size < options.length ? t('poll.twice') : undefined;
  }
  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (poll.success) onSend({ type: 'poll', poll: poll.data });
  }
  const why = problem();
  return (
    <AppDialog open title={t('poll.title')} onClose={onClose}>
      <DialogForm submitLabel={t('send')} pending={false} error={null} onSubmit={submit} onCancel={onClose}>
        <TextInput
          label={t('poll.question')}
          value={question}
          problem={tried && question.trim() === '' ? t('poll.noQuestion') : undefined}
          onChange={(event) => setQuestion(event.target.value)}
          inputProps={{ maxLength: 255 }}
          autoFocus
        />
        {rows.map(({ key, text }, index) => (
          <Box key={key} sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5 }}>
            <TextInput
              label={t('poll.option', { number: index + 1 })}
              value={text}
              onChange={(event) =>
                setRows(rows.map((row) => (row.key === key ? { key, text: event.target.value } : row)))
              }
              inputProps={{ maxLength: 100 }}
            />
            {rows.length > fewestOptions ? (
              <IconButton
                aria-label={t('poll.remove', { number: index + 1 })}
                onClick={() => setRows(rows.filter((row) => row.key !== key))}
                sx={{ mt: 3 }}
              >
                <CloseIcon fontSize="small" />
              </IconButton>
            ) : null}
          </Box>
        ))}
        {why ? (
          <Box role="alert" sx={{ color: 'error.main', typography: 'caption', mb: 1 }}>
            {why}
          </Box>
        ) : null}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'space-between' }}>
          <Button
            size="small"
            startIcon={<AddIcon />}
            disabled={rows.length >= mostOptions}
            onClick={() => setRows([...rows, { key: nextKey.current++, text: '' }])}
          >
            {t('poll.add')}
          </Button>
          <FormControlLabel
            control={<Switch checked={severalAllowed} onChange={(_event, on) => setSeveralAllowed(on)} />}
            label={t('poll.several')}
          />
        </Box>
      </DialogForm>
    </AppDialog>
  );
}
