import type { Words } from '../words/en.ts';

export type FaultKey = keyof Words['faults']['each'];

interface Fault {
  key: FaultKey;
  /** Its name and options in the control API. */
  name: string;
  options: Record<string, unknown>;
}

interface FaultGroup {
  key: keyof Words['faults']['groups'];
  faults: Fault[];
}

export const FAULT_GROUPS: FaultGroup[] = [
  {
    key: 'connection',
    faults: [
      { key: 'cut', name: 'drop-connection', options: { when: 'now' } },
      { key: 'cutWhileSending', name: 'drop-connection', options: { when: 'before-ack' } },
      { key: 'slow', name: 'delay', options: { ms: 3000 } },
      { key: 'silent', name: 'silence', options: { what: 'acks' } },
      { key: 'restart', name: 'require-restart', options: {} },
    ],
  },
  {
    key: 'messages',
    faults: [
      { key: 'twice', name: 'duplicate', options: { count: 1 } },
      { key: 'shuffled', name: 'reorder', options: { count: 2 } },
      { key: 'garbled', name: 'corrupt-next', options: { count: 1 } },
      { key: 'notUploaded', name: 'fail-uploads', options: { count: 1 } },
      { key: 'notDownloaded', name: 'fail-downloads', options: { count: 1 } },
      { key: 'refused', name: 'refuse-sends', options: { code: 463, count: 1 } },
    ],
  },
  {
    key: 'account',
    faults: [
      { key: 'loggedOut', name: 'log-out', options: {} },
      { key: 'replaced', name: 'replace', options: {} },
      { key: 'passkey', name: 'passkey-prologue', options: {} },
      { key: 'banned', name: 'ban', options: {} },
    ],
  },
];
