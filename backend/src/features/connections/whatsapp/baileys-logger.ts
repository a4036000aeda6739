import type { ILogger } from '@whiskeysockets/baileys/lib/Utils/logger.js';
import type { Logger } from '../../../core/logger.ts';

const nothing = () => undefined;

/**
 * Baileys' log as ours. It logs whole stanzas and handshakes, so only its words and an error's message get through,
 * and no objects: they hold texts, numbers and keys.
 */
export function baileysLogger(logger: Logger): ILogger {
  const tell = (first: unknown, second?: string) => {
    const words = second ?? (typeof first === 'string' ? first : 'Baileys');
    logger.debug({ baileys: words, error: errorText(first) });
  };
  return {
    level: 'warn',
    child: () => baileysLogger(logger),
    trace: nothing,
    debug: nothing,
    info: nothing,
    // What Baileys calls errors are mostly the network's: the session reports those that matter in its own words.
    warn: tell,
    error: tell,
  };
}

function errorText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const error: unknown = 'err' in value ? value.err : 'error' in value ? value.error : value;
  return error instanceof Error ? error.message : undefined;
}
