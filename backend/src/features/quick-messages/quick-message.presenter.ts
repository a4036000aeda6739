import type { QuickMessage } from '@ticketz/contract/quick-messages';

export interface QuickMessageRow {
  id: string;
  owner_id: string | null;
  shortcut: string;
  text: string;
}

export const quickMessageColumns = 'id, owner_id, shortcut, text';

export function presentQuickMessage({ id, owner_id, shortcut, text }: QuickMessageRow): QuickMessage {
  return { id, shared: owner_id === null, shortcut, text };
}
