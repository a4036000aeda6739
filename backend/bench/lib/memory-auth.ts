import {
  type AuthenticationCreds,
  type AuthenticationState,
  BufferJSON,
  initAuthCreds,
  makeCacheableSignalKeyStore,
  type SignalDataTypeMap,
} from '@whiskeysockets/baileys';
import { pino } from 'pino';

/** What a linked device has to keep, as text: its credentials, and its Signal keys by type and id. */
export interface SavedAccount {
  number: string;
  creds: string;
  keys: [type: string, id: string, value: string][];
}

export interface MemoryAuth {
  state: AuthenticationState;
  save(number: string): SavedAccount;
}

const logger = pino({ level: 'silent' });

/** Credentials and keys in memory, as the library's example has them in files; fresh ones, or saved ones. */
export function memoryAuth(saved?: SavedAccount): MemoryAuth {
  const values = new Map<string, unknown>();
  for (const [type, id, text] of saved?.keys ?? []) values.set(keyOf(type, id), new Unread(text));
  const creds: AuthenticationCreds = saved ? JSON.parse(saved.creds, BufferJSON.reviver) : initAuthCreds();
  const keys = makeCacheableSignalKeyStore(
    {
      get: async <Type extends keyof SignalDataTypeMap>(type: Type, ids: string[]) => {
        const found: Record<string, SignalDataTypeMap[Type]> = {};
        for (const id of ids) {
          const value = values.get(keyOf(type, id));
          if (value !== undefined) found[id] = value instanceof Unread ? value.read() : value;
        }
        return found;
      },
      set: async (data) => {
        for (const [type, entries] of Object.entries(data)) {
          for (const [id, value] of Object.entries(entries ?? {})) {
            if (value === null || value === undefined) values.delete(keyOf(type, id));
            else values.set(keyOf(type, id), value);
          }
        }
      },
    },
    logger,
  );
  return {
    state: { creds, keys },
    save: (number) => ({
      number,
      creds: toText(creds),
      keys: [...values].map(([key, value]) => {
        const [type = '', ...id] = key.split(' ');
        return [type, id.join(' '), value instanceof Unread ? value.text : toText(value)];
      }),
    }),
  };
}

/** A saved key that nobody has asked for: most keys never are. */
class Unread {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  read() {
    return JSON.parse(this.text, BufferJSON.reviver);
  }
}

function keyOf(type: string, id: string): string {
  return `${type} ${id}`;
}

function toText(value: unknown): string {
  return JSON.stringify(value, BufferJSON.replacer);
}
