import type { Logger } from '../../../core/logger.ts';

const fromBaileys = /[\\/]node_modules[\\/](@whiskeysockets[\\/]baileys|libsignal)[\\/]/;

/**
 * Baileys answers WhatsApp from event handlers that nobody waits for; when the socket ends just then, the rejection
 * would end the process and all its sessions. This lets those pass, and ends the process for everybody else's, as
 * Node would. Returns the way to stop it.
 */
export function surviveBaileys(logger: Logger): () => void {
  const onRejection = (reason: unknown) => {
    if (!(reason instanceof Error) || !fromBaileys.test(reason.stack ?? '')) throw reason;
    logger.debug({ err: reason }, 'Baileys was interrupted');
  };
  process.on('unhandledRejection', onRejection);
  return () => process.off('unhandledRejection', onRejection);
}
