import type { File } from '@ticketz/contract/files';
import type { QuickMessage } from '@ticketz/contract/quick-messages';
import { useState } from 'react';
import { addToOutbox, type Extras, maxOutboxItems, outboxStore } from '../../../features/messages/outbox.ts';

/** Files that quick messages have brought into the composer, each with the message it comes from. */
export interface Brought {
  file: File;
  quickMessageId: string;
}

export function useBroughtFiles() {
  const [brought, setBrought] = useState<readonly Brought[]>([]);
  return {
    brought,
    bring: ({ id, files }: QuickMessage) =>
      setBrought((before) => [
        ...before.filter(({ file }) => !files.some((one) => one.id === file.id)),
        ...files.map((file) => ({ file, quickMessageId: id })),
      ]),
    remove: (fileId: string) => setBrought((before) => before.filter(({ file }) => file.id !== fileId)),
    clear: () => setBrought([]),
  };
}

function storedFile({ file, quickMessageId }: Brought): NonNullable<Extras['stored']> {
  const { id, kind, mimeType, width, height, seconds } = file;
  return {
    kind,
    mimeType,
    width,
    height,
    seconds,
    name: file.name ?? '',
    size: file.size ?? 0,
    asDocument: kind === 'document',
    voiceNote: false,
    uploadedId: id,
    quickMessageId,
  };
}

/** Sound shows no caption: then the text goes by itself, before the files. */
const captioned = new Set<File['kind']>(['image', 'video', 'document']);

/** Sends a text with files: as the caption of the first, where that can have one. False when there is no room. */
export function sendWithFiles(
  ticketId: string,
  text: string,
  files: readonly Brought[],
  quoted: Extras['quoted'],
): boolean {
  // All or none: what is tried again must not go out twice.
  if (outboxStore.get().length + files.length >= maxOutboxItems) return false;
  const [first] = files;
  const apart = text !== '' && first && !captioned.has(first.file.kind);
  if (apart && !addToOutbox(ticketId, text, { quoted })) return false;
  return files.every((one, index) =>
    addToOutbox(ticketId, index === 0 && !apart ? text : '', {
      stored: storedFile(one),
      quoted: index === 0 && !apart ? quoted : null,
    }),
  );
}
