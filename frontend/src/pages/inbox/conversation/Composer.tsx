import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import type { Ticket } from '@ticketz/contract/tickets';
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
import { endMode, startNote } from '../../../features/messages/compose-mode.ts';
import { useEnterSends } from '../../../features/messages/compose-preferences.ts';
import { isAnswerable } from '../../../features/tickets/ticket-actions.ts';
import { AttachIcon } from '../../../ui/icons/AttachIcon.tsx';
import { MicIcon } from '../../../ui/icons/MicIcon.tsx';
import { ComposeModeBar } from './ComposeModeBar.tsx';
import type { Mark } from './completion/trigger.ts';
import { useCompletion } from './completion/use-completion.tsx';
import { ComposerTools } from './compose/ComposerTools.tsx';
import { type FormatMark, toggleFormat } from './compose/format-text.ts';
import { FileInput } from './FileInput.tsx';
import { ModeSwitch } from './ModeSwitch.tsx';
import { Overtaken } from './Overtaken.tsx';
import { SendButton } from './SendButton.tsx';
import { SignatureLine } from './SignatureLine.tsx';
import { useComposer } from './use-composer.ts';

const RecorderBar = lazy(async () => ({ default: (await import('./RecorderBar.tsx')).RecorderBar }));
const BroughtFiles = lazy(async () => ({ default: (await import('./BroughtFiles.tsx')).BroughtFiles }));

interface ComposerProps {
  ticket: Ticket;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  onFiles: (files: File[]) => void;
}

/** On a touch keyboard Enter is for new lines, as in WhatsApp's own app. */
function hasKeyboard(): boolean {
  return !window.matchMedia('(pointer: coarse)').matches;
}

const answerMarks: readonly Mark[] = ['/', ':'];
const editMarks: readonly Mark[] = [':'];
const noteMarks: readonly Mark[] = ['@', ':'];
const groupMarks: readonly Mark[] = ['@', '/', ':'];
const formatKeys: Partial<Record<string, FormatMark>> = { b: '*', i: '_', x: '~' };

/** Where an answer is written, or a note for colleagues. */
export function Composer({ ticket, inputRef, onFiles }: ComposerProps) {
  const { t } = useTranslation(['messages', 'compose']);
  const ticketId = ticket.id;
  const contactName = ticket.contact.name;
  const composer = useComposer(ticketId, ticket.group ? ticket.contact.id : null);
  const { text, mode, noting, excess } = composer;
  const fileInput = useRef<HTMLInputElement>(null);
  const editing = mode?.type === 'edit';
  const enterSends = useEnterSends() && hasKeyboard();
  const [recording, setRecording] = useState(false);
  const mayRecord =
    text === '' &&
    composer.files.brought.length === 0 &&
    !editing &&
    !noting &&
    typeof MediaRecorder !== 'undefined';
  const completion = useCompletion({
    ticket,
    text,
    noting,
    marks: noting ? noteMarks : editing ? editMarks : ticket.group ? groupMarks : answerMarks,
    inputRef,
    write: composer.write,
    onBring: composer.files.bring,
  });

  // On a phone the keyboard would cover half of what one wants to read.
  useEffect(() => {
    if (hasKeyboard()) inputRef.current?.focus();
  }, [inputRef]);
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
    if (event.nativeEvent.isComposing || completion.press(event)) return;
    // A note that is being written stays one: what is typed after it would go to the customer.
    if (event.key === 'Escape' && mode && (!noting || text === '')) {
      event.preventDefault();
      endMode(ticketId);
    }
    const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === 'ArrowUp' && plain && composer.editLast()) event.preventDefault();
    const command = event.ctrlKey || event.metaKey;
    const mark =
      command && (event.key.toLowerCase() !== 'x' || event.shiftKey) && formatKeys[event.key.toLowerCase()];
    if (mark && !event.altKey) {
      event.preventDefault();
      format(mark);
    }
    const sends = command || (enterSends ? !event.shiftKey : event.shiftKey);
    if (event.key !== 'Enter' || !sends) return;
    event.preventDefault();
    send();
  }
  function format(mark: FormatMark): void {
    const { selectionStart: start = text.length, selectionEnd: end = text.length } = inputRef.current ?? {};
    const next = toggleFormat({ text, start, end }, mark);
    composer.write(next.text);
    completion.select(next.start, next.end);
  }
  function paste(event: ClipboardEvent): void {
    const files = [...event.clipboardData.files];
    // Office programs put a picture of the text beside the text.
    const { types } = event.clipboardData;
    const isText = types.includes('text/plain') && types.includes('text/html');
    if (files.length === 0 || editing || noting || isText) return;
    event.preventDefault();
    onFiles(files);
  }

  const edge = excess > 0 ? 'error.main' : noting ? 'bubble.noteEdge' : null;
  return (
    <Box
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      sx={{ px: { xs: 1, sm: 2 }, pt: 1, pb: 'max(8px, env(safe-area-inset-bottom))', flex: 'none' }}
    >
      {composer.overtaken ? <Overtaken by={composer.overtaken} /> : null}
      {mode && mode.type !== 'note' ? (
        <ComposeModeBar ticketId={ticketId} mode={mode} contactName={contactName} />
      ) : null}
      <Box
        sx={{
          position: 'relative',
          maxWidth: 980,
          mx: 'auto',
          p: 0.5,
          border: 1,
          borderColor: edge ?? 'divider',
          borderRadius: 2.4,
          bgcolor: noting ? 'bubble.note' : 'background.paper',
          '&:focus-within': { borderColor: edge ?? 'primary.main' },
        }}
      >
        {completion.popup}
        {recording ? null : (
          <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 0.5 }}>
            {editing ? null : (
              <ModeSwitch
                note={noting}
                answerable={isAnswerable(ticket)}
                onChange={(note) => {
                  if (note) startNote(ticketId);
                  else endMode(ticketId);
                }}
              />
            )}
            <Box sx={{ flex: 1 }} />
            <ComposerTools
              sendable={!noting && !editing}
              onEmoji={completion.insert}
              onFormat={format}
              onSend={composer.sendExtra}
            />
          </Box>
        )}
        {composer.files.brought.length > 0 && !recording ? (
          <Suspense>
            <BroughtFiles
              files={composer.files.brought.map(({ file }) => file)}
              onRemove={composer.files.remove}
            />
          </Suspense>
        ) : null}
        {composer.signature?.place === 'above' && !recording ? (
          <SignatureLine signature={composer.signature} />
        ) : null}
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
          <Box sx={{ display: 'flex', alignItems: 'flex-end', gap: 0.5 }}>
            {noting ? null : (
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
              </>
            )}
            <InputBase
              multiline
              fullWidth
              maxRows={8}
              value={text}
              inputRef={inputRef}
              placeholder={noting ? t('compose:note.placeholder') : t('composer.placeholder')}
              onChange={(event) => {
                composer.write(event.target.value);
                completion.follow();
              }}
              onSelect={completion.follow}
              onKeyDown={press}
              onPaste={paste}
              onBlur={composer.rest}
              inputProps={{
                'aria-label': noting
                  ? t('compose:note.label', { name: contactName })
                  : t('composer.label', { name: contactName }),
                'aria-autocomplete': 'list',
                'aria-activedescendant': completion.activeId ?? undefined,
                title: t(enterSends ? 'composer.hint' : 'compose:hint'),
                dir: 'auto',
                enterKeyHint: enterSends ? 'send' : 'enter',
              }}
              sx={{ py: 1, pl: noting ? 1 : 0, lineHeight: 1.45 }}
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
            <SendButton mode={mode?.type ?? 'reply'} disabled={!composer.sendable} />
          </Box>
        )}
        {composer.signature?.place === 'below' && !recording ? (
          <SignatureLine signature={composer.signature} />
        ) : null}
      </Box>
      {excess > 0 ? (
        <Box role="alert" sx={{ color: 'error.main', typography: 'caption', textAlign: 'end', pt: 0.5 }}>
          {t('composer.tooLong', { count: excess })}
        </Box>
      ) : null}
    </Box>
  );
}
