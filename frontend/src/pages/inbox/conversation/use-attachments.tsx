import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetPicked, mostFiles, type PickedFile, pickFiles } from '../../../features/files/picked-file.ts';
import { useComposeMode } from '../../../features/messages/compose-mode.ts';
import { showToast } from '../../../ui/toast.ts';

const AttachDialog = lazy(async () => ({ default: (await import('./AttachDialog.tsx')).AttachDialog }));

/** Files that are about to be sent in a ticket. `dialog` has to be put on the page. */
export function useAttachments(ticketId: string): { attach: (files: File[]) => void; dialog: ReactNode } {
  const { t } = useTranslation('messages');
  const mode = useComposeMode(ticketId);
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });
  useEffect(() => () => forgetPicked(latest.current), []);

  const attach = useCallback(
    (chosen: File[]) => {
      const room = mostFiles - latest.current.length;
      if (chosen.length > room) showToast({ text: t('attach.tooMany', { count: mostFiles }) });
      void pickFiles(chosen.slice(0, room)).then((picked) => setFiles((before) => [...before, ...picked]));
    },
    [t],
  );
  const close = useCallback(() => {
    forgetPicked(latest.current);
    setFiles([]);
  }, []);
  const dialog =
    files.length > 0 ? (
      <Suspense>
        <AttachDialog
          ticketId={ticketId}
          files={files}
          mode={mode}
          onAdd={attach}
          onChange={setFiles}
          onClose={close}
        />
      </Suspense>
    ) : null;
  return { attach, dialog };
}
