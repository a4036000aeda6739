import type { File } from '@ticketz/contract/files';
import type { Brought } from '../../../features/drafts/brought-drafts.ts';
import { addToOutbox, type Extras, maxOutboxItems, outboxStore } from '../../../features/messages/outbox.ts';
import type { OutboxItem } from '../../../features/messages/outbox-storage.ts';

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

/** Sends a text with files: as the caption of the first, where that can have one. Null when there is no room. */
export function sendWithFiles(
  ticketId: string,
  text: string,
  files: readonly Brought[],
  { quoted, waitMs }: Pick<Extras, 'quoted' | 'waitMs'>,
): OutboxItem[] | null {
  // All or none: what is tried again must not go out twice.
  if (outboxStore.get().length + files.length >= maxOutboxItems) return null;
  const [first] = files;
  const apart = text !== '' && first !== undefined && !captioned.has(first.file.kind);
  const items = [
    ...(apart ? [addToOutbox(ticketId, text, { quoted, waitMs })] : []),
    ...files.map((one, index) => {
      const leads = index === 0 && !apart;
      const extras = { stored: storedFile(one), quoted: leads ? quoted : null, waitMs };
      return addToOutbox(ticketId, leads ? text : '', extras);
    }),
  ];
  return items.filter((item) => item !== null);
}
