import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import FormControlLabel from '@mui/material/FormControlLabel';
import List from '@mui/material/List';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { draftOf, writeDraft } from '../../../features/drafts/drafts.ts';
import { forgetPicked, mostFiles, type PickedFile, problemOf } from '../../../features/files/picked-file.ts';
import { type ComposeMode, endMode } from '../../../features/messages/compose-mode.ts';
import { addToOutbox } from '../../../features/messages/outbox.ts';
import { AppDialog } from '../../../ui/AppDialog.tsx';
import { AddIcon } from '../../../ui/icons/AddIcon.tsx';
import { SendIcon } from '../../../ui/icons/SendIcon.tsx';
import { showToast } from '../../../ui/toast.ts';
import { AttachedFile } from './AttachedFile.tsx';
import { FileInput } from './FileInput.tsx';

interface AttachDialogProps {
  ticketId: string;
  files: readonly PickedFile[];
  mode: ComposeMode | null;
  onAdd: (files: File[]) => void;
  onChange: (files: readonly PickedFile[]) => void;
  onClose: () => void;
}

function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

function toSend({ blob, name, mimeType, size, kind, width, height }: PickedFile, asDocument: boolean) {
  const facts = { name, mimeType, size, kind, width, height, seconds: null, voiceNote: false };
  return { blob, facts: { ...facts, asDocument: asDocument || kind === 'document' } };
}

/** Files to be sent: in which order, with which captions. What was already written becomes the first caption. */
export function AttachDialog({ ticketId, files, mode, onAdd, onChange, onClose }: AttachDialogProps) {
  const { t } = useTranslation('messages');
  const input = useRef<HTMLInputElement>(null);
  const [captions, setCaptions] = useState<ReadonlyMap<string, string>>(
    () => new Map(files[0] ? [[files[0].id, draftOf(ticketId)]] : []),
  );
  const [asDocument, setAsDocument] = useState(false);
  const bad = files.some((file) => problemOf(file) !== null);
  const visual = files.some(({ kind }) => kind === 'image' || kind === 'video');

  useEffect(() => {
    if (files.length === 0) onClose();
  }, [files.length, onClose]);

  function remove(file: PickedFile): void {
    forgetPicked([file]);
    onChange(files.filter((other) => other !== file));
  }
  function send(): void {
    if (bad) {
      showToast({ text: t('attach.someBad') });
      return;
    }
    for (const [index, file] of files.entries()) {
      const quoted = index === 0 && mode?.type === 'reply' ? mode.quoted : null;
      const caption = captions.get(file.id)?.trim() ?? '';
      if (addToOutbox(ticketId, caption, { file: toSend(file, asDocument), quoted })) continue;
      showToast({ text: t('composer.full') });
      onChange(files.slice(index));
      return;
    }
    writeDraft(ticketId, '');
    endMode(ticketId);
    onClose();
  }
  function press(event: KeyboardEvent): void {
    const inField = event.target instanceof HTMLTextAreaElement;
    if (!inField || event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }
  return (
    <AppDialog open title={t('attach.title', { count: files.length })} onClose={onClose} maxWidth="sm">
      <DialogContent sx={{ py: 0 }} onKeyDown={press}>
        <List disablePadding>
          {files.map((file, index) => (
            <AttachedFile
              key={file.id}
              file={file}
              caption={captions.get(file.id) ?? ''}
              asDocument={asDocument}
              first={index === 0}
              last={index === files.length - 1}
              onCaption={(caption) => setCaptions(new Map(captions).set(file.id, caption))}
              onMove={(step) => onChange(moved(files, index, index + step))}
              onRemove={() => remove(file)}
            />
          ))}
        </List>
        {visual ? (
          <FormControlLabel
            control={<Checkbox checked={asDocument} onChange={(_event, checked) => setAsDocument(checked)} />}
            label={t('attach.asDocument')}
          />
        ) : null}
      </DialogContent>
      <DialogActions sx={{ justifyContent: 'space-between' }}>
        <FileInput ref={input} onFiles={onAdd} />
        <Button
          startIcon={<AddIcon />}
          disabled={files.length >= mostFiles}
          onClick={() => input.current?.click()}
        >
          {t('attach.add')}
        </Button>
        <Button variant="contained" endIcon={<SendIcon />} disabled={bad} onClick={send}>
          {t('attach.send')}
        </Button>
      </DialogActions>
    </AppDialog>
  );
}
