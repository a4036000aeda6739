import { deleteWithinMs, editWithinMs, type Message } from '@ticketz/contract/messages';

export type MessageAction =
  | 'reply'
  | 'react'
  | 'copy'
  | 'edit'
  | 'forward'
  | 'star'
  | 'select'
  | 'download'
  | 'delete'
  | 'deleteNote';

const forwardable = new Set<Message['kind']>([
  'text',
  'image',
  'video',
  'video_note',
  'gif',
  'audio',
  'voice_note',
  'document',
  'sticker',
  'location',
  'contact_card',
]);

/** True for what WhatsApp knows of: not what waits to be sent, nor what failed. */
function isOut({ direction, status }: Message): boolean {
  return direction === 'inbound' || (status !== 'queued' && status !== 'failed');
}

/** A file that isn't here can't be passed on. */
export function isForwardable({ kind, file, deletedAt }: Message): boolean {
  return !deletedAt && forwardable.has(kind) && (!file || file.state === 'ready');
}

export function isDeletable(message: Message, now = Date.now()): boolean {
  const { direction, deletedAt, sentAt } = message;
  return (
    direction === 'outbound' && isOut(message) && !deletedAt && now - Date.parse(sentAt) < deleteWithinMs
  );
}

export function isEditable(message: Message, now = Date.now()): boolean {
  const { kind, direction, deletedAt, sentAt } = message;
  const ours = direction === 'outbound' && kind === 'text' && isOut(message) && !deletedAt;
  return ours && now - Date.parse(sentAt) < editWithinMs;
}

/** What can be done with a message now, in the order of a menu. `writable`: the ticket is one to write in. */
export function actionsOf(message: Message, writable: boolean, now = Date.now()): MessageAction[] {
  if (message.deletedAt) return [];
  if (message.direction === 'internal') return ['copy', 'star', 'select', 'deleteNote'];
  const can: Record<MessageAction, boolean> = {
    react: writable && isOut(message),
    reply: writable && isOut(message),
    copy: message.text !== '',
    edit: writable && isEditable(message, now),
    forward: isForwardable(message),
    star: true,
    select: true,
    download: message.file?.state === 'ready',
    delete: writable && isDeletable(message, now),
    deleteNote: false,
  };
  return (Object.keys(can) as MessageAction[]).filter((action) => can[action]);
}
