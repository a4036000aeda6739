import { ticketEndpoints } from '@ticketz/contract/tickets';
import { callApi } from '../../api/call-api.ts';

const repeatMs = 4_000;
const idleMs = 5_000;

/** Tells the customer that somebody is writing: now and then while the text changes, and once when it rests. */
export function createTypingSender(ticketId: string) {
  let lastTold = 0;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;

  function tell(state: 'composing' | 'paused'): void {
    // A nicety: when it can't be told, nothing else should happen.
    void callApi(ticketEndpoints.sendTyping, { params: { ticketId }, body: { state } }).catch(
      () => undefined,
    );
  }
  function pause(): void {
    clearTimeout(idleTimer);
    if (lastTold === 0) return;
    lastTold = 0;
    tell('paused');
  }
  return {
    typed(): void {
      clearTimeout(idleTimer);
      idleTimer = setTimeout(pause, idleMs);
      if (Date.now() - lastTold < repeatMs) return;
      lastTold = Date.now();
      tell('composing');
    },
    /** The text was sent: WhatsApp ends "typing…" by itself when the message comes. */
    sent(): void {
      clearTimeout(idleTimer);
      lastTold = 0;
    },
    pause,
  };
}
