import type { ContactCard } from '@ticketz/contract/message-details';
import type { Message } from '@ticketz/contract/messages';
import { createStore } from '../../../lib/store.ts';
import type { ShownFile } from '../../files/shown-file.ts';

/** Where a menu opens: at the pointer, or at the corner of what it belongs to. */
export interface MenuPlace {
  left: number;
  top: number;
}

/** What lies over the conversation at the moment. */
export type Overlay =
  | { type: 'lightbox'; messageId: string }
  | { type: 'document'; file: ShownFile }
  | { type: 'edits'; message: Message }
  | { type: 'menu'; message: Message; place: MenuPlace }
  | { type: 'forward'; messages: readonly Message[] }
  | { type: 'delete'; messages: readonly Message[] }
  | { type: 'save-card'; card: ContactCard };

export const overlayStore = createStore<Overlay | null>(null);

export function showOverlay(overlay: Overlay): void {
  overlayStore.set(overlay);
}

export function hideOverlay(): void {
  overlayStore.set(null);
}
