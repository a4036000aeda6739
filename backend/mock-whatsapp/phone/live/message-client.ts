import type { MessageView } from '../../control/view.ts';
import { post, postFile } from './control-client.ts';

/** Who writes, and to whom: a customer to a phone, or a phone to a customer. */
export interface Sender {
  side: 'customers' | 'phones';
  number: string;
  other: string;
}

/** The built-in files. */
export const SAMPLES = [
  'photo',
  'video',
  'video-note',
  'gif',
  'voice',
  'song',
  'document',
  'sticker',
  'moving-sticker',
] as const;
export type Sample = (typeof SAMPLES)[number];

/** A file to send, with what only a browser can find out about it. */
export interface FileToSend {
  file: File;
  kind: 'image' | 'video' | 'audio' | 'document';
  seconds?: number;
  /** A tiny JPEG, base64url. */
  thumbnail?: string;
}

const at = ({ side, number }: Sender, path: string) => `/${side}/${number}${path}`;

export const sendText = (sender: Sender, text: string, quoting?: string) =>
  post<MessageView>(at(sender, '/messages'), { to: sender.other, text, quoting });

export const sendSample = (sender: Sender, sample: Sample, quoting?: string) =>
  post<MessageView>(at(sender, '/samples'), { to: sender.other, sample, quoting });

export const sendLocation = (
  sender: Sender,
  place: { latitude: number; longitude: number; name: string; address: string },
  quoting?: string,
) => post<MessageView>(at(sender, '/locations'), { to: sender.other, ...place, quoting });

export const sendContact = (sender: Sender, card: { name: string; number: string }, quoting?: string) =>
  post<MessageView>(at(sender, '/contacts'), { to: sender.other, ...card, quoting });

export const sendPoll = (sender: Sender, poll: { question: string; options: string[]; several: boolean }) =>
  post<MessageView>(at(sender, '/polls'), { to: sender.other, ...poll });

export function sendFile(sender: Sender, { file, kind, seconds, thumbnail }: FileToSend, quoting?: string) {
  const about = new URLSearchParams({ to: sender.other, kind, fileName: file.name });
  if (file.type) about.set('mimetype', file.type);
  if (seconds) about.set('seconds', String(seconds));
  if (thumbnail) about.set('thumbnail', thumbnail);
  if (quoting) about.set('quoting', quoting);
  return postFile<MessageView>(at(sender, `/files?${about}`), file);
}

const change = (sender: Sender, id: string, what: string, body: Record<string, unknown> = {}) =>
  post(at(sender, `/messages/${encodeURIComponent(id)}/${what}`), { to: sender.other, ...body });

export const react = (sender: Sender, id: string, emoji: string) => change(sender, id, 'react', { emoji });
export const edit = (sender: Sender, id: string, text: string) => change(sender, id, 'edit', { text });
export const remove = (sender: Sender, id: string) => change(sender, id, 'delete');
export const vote = (sender: Sender, id: string, options: string[]) =>
  change(sender, id, 'vote', { options });

/** Where the decrypted file of a message is. */
export const mediaUrl = (sender: Sender, id: string) =>
  `/api${at(sender, `/chats/${sender.other}/messages/${encodeURIComponent(id)}/media`)}`;
