import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { endMode } from '../../../features/messages/compose-mode.ts';
import { AttachIcon } from '../../../ui/icons/AttachIcon.tsx';
import { CheckIcon } from '../../../ui/icons/CheckIcon.tsx';
import { MicIcon } from '../../../ui/icons/MicIcon.tsx';
import { SendIcon } from '../../../ui/icons/SendIcon.tsx';
import { ComposeModeBar } from './ComposeModeBar.tsx';
import { FileInput } from './FileInput.tsx';
import { useComposer } from './use-composer.ts';

const RecorderBar = lazy(async () => ({ default: (await import('./RecorderBar.tsx')).RecorderBar }));

interface ComposerProps {
  ticketId: string;
  contactName: string;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onFiles: (files: File[]) => void;
}

/** On a touch keyboard Enter is for new lines, as in WhatsApp's own app. */
function enterSends(): boolean {
  return !window.matchMedia('(pointer: coarse)').matches;
}

/** Where an answer is written. */
export function Composer({ ticketId, contactName, inputRef, onFiles }: ComposerProps) {
  const { t } = useTranslation('messages');
  const composer = useComposer(ticketId);
  const { text, mode, excess } = composer;
  const fileInput = useRef<HTMLInputElement>(null);
  const editing = mode?.type === 'edit';
  const [recording, setRecording] = useState(false);
  const mayRecord = text === '' && !editing && typeof MediaRecorder !== 'undefined';

  useEffect(() => {
    if (!mode) return undefined;
    // After the menu has given the focus back to where it was opened.
    const frame = requestAnimationFrame(() => inputRef.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [mode, inputRef]);

  function send(): void {
    if (composer.send()) inputRef.current?.focus();
  }
  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && mode) {
      event.preventDefault();
      endMode(ticketId);
    }
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === 'ArrowUp' && plain && composer.editLast()) event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey || !enterSends()) return;
    event.preventDefault();
    send();
  }
  function paste(event: ClipboardEvent): void {
    const files = [...event.clipboardData.files];
    // Office programs put a picture of the text beside the text.
    const { types } = event.clipboardData;
    const isText = types.includes('text/plain') && types.includes('text/html');
    if (files.length === 0 || editing || isText) return;
    event.preventDefault();
    onFiles(files);
  }

  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      sx={{ px: { xs: 1, sm: 2 }, pt: 1, pb: 'max(8px, env(safe-area-inset-bottom))', flex: 'none' }}
    >
      {mode ? <ComposeModeBar ticketId={ticketId} mode={mode} contactName={contactName} /> : null}
      <Box
        sx={{
          maxWidth: 980,
          mx: 'auto',
          display: 'flex',
          alignItems: 'flex-end',
          gap: 0.5,
          p: 0.5,
          border: 1,
          borderColor: excess > 0 ? 'error.main' : 'divider',
          borderRadius: 2.4,
          bgcolor: 'background.paper',
          '&:focus-within': { borderColor: excess > 0 ? 'error.main' : 'primary.main' },
        }}
      >
        {recording ? (
          <Suspense fallback={<Box sx={{ height: 40 }} />}>
            <RecorderBar
              ticketId={ticketId}
              onClose={() => {
                setRecording(false);
                requestAnimationFrame(() => inputRef.current?.focus());
              }}
            />
          </Suspense>
        ) : (
          <>
            <FileInput ref={fileInput} onFiles={onFiles} />
            <IconButton
              disabled={editing}
              aria-label={t('composer.attach')}
              title={t('composer.attach')}
              onClick={() => fileInput.current?.click()}
              sx={{ color: 'text.secondary' }}
            >
              <AttachIcon />
            </IconButton>
            <InputBase
              multiline
              fullWidth
              maxRows={8}
              value={text}
              inputRef={inputRef}
              placeholder={t('composer.placeholder')}
              onChange={(event) => composer.write(event.target.value)}
              onKeyDown={press}
              onPaste={paste}
              onBlur={composer.rest}
              inputProps={{
                'aria-label': t('composer.label', { name: contactName }),
                title: t('composer.hint'),
                dir: 'auto',
                enterKeyHint: enterSends() ? 'send' : 'enter',
              }}
              sx={{ py: 1, lineHeight: 1.45 }}
            />
            {mayRecord ? (
              <IconButton
                aria-label={t('composer.record')}
                title={t('composer.record')}
                onClick={() => setRecording(true)}
                sx={{ color: 'text.secondary' }}
              >
                <MicIcon />
              </IconButton>
            ) : null}
            <IconButton
              type="submit"
              disabled={!composer.sendable}
              aria-label={t(editing ? 'composer.saveEdit' : 'composer.send')}
              title={t(editing ? 'composer.saveEdit' : 'composer.send')}
              sx={{ color: 'primary.main' }}
            >
              {editing ? <CheckIcon /> : <SendIcon />}
            </IconButton>
          </>
        )}
      </Box>
      {excess > 0 ? (
        <Box role="alert" sx={{ color: 'error.main', typography: 'caption', textAlign: 'end', pt: 0.5 }}>
          {t('composer.tooLong', { count: excess })}
        </Box>
      ) : null}
    </Box>
  );
}
