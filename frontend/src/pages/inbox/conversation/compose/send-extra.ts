import type { OutboxExtra } from '../../../../features/messages/outbox-storage.ts';

/** Sends something that is neither text nor file, and closes what it was made in. */
export type SendExtra = (extra: Exclude<OutboxExtra, { type: 'note' }>) => void;
