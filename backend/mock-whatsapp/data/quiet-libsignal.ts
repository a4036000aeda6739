/**
 * libsignal writes whole sessions, private keys included, with console.info, .warn and .error. There is no switch
 * for it, so its messages are known by their beginnings and dropped here, once.
 */
const BEGINNINGS = [
  'Closing session',
  'Closing open session',
  'Closing stale open session',
  'Session already',
  'Opening session',
  'Removing old closed session',
  'Migrating session',
  'Decrypted message with closed session',
  'Failed to decrypt message with any known session',
  'Session error',
  'WARNING: Expected pubkey of length 33',
];

const METHODS = ['log', 'info', 'warn', 'error'] as const;
const MARK = Symbol.for('ticketz.mock-whatsapp.quiet-libsignal');

/** Drops libsignal's messages from the console; everything else passes. May be called again. */
export function quietLibsignal(): void {
  const target = globalThis.console as Console & { [MARK]?: true };
  if (target[MARK]) return;
  target[MARK] = true;
  for (const method of METHODS) {
    const original = target[method].bind(target);
    target[method] = (...args: unknown[]) => {
      const [first] = args;
      if (typeof first === 'string' && BEGINNINGS.some((beginning) => first.startsWith(beginning))) return;
      original(...args);
    };
  }
}
