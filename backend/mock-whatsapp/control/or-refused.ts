import { ControlError, type ControlErrorCode } from './control-error.ts';

/** The mock gives its reasons in English; a page in another language needs to tell them apart. */
const REASONS: [RegExp, ControlErrorCode][] = [
  [/passkey/i, 'passkey_required'],
  [/not the QR code/i, 'qr_malformed'],
  [/QR code .*(unknown|expired)/i, 'qr_over'],
  [/pairing code|waits for a code|answer to the code/i, 'code_unknown'],
];

/** Runs what the mock may refuse with a reason for people (a QR that is over, say), and hands that reason on. */
export async function orRefused<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ControlError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const code = REASONS.find(([pattern]) => pattern.test(reason))?.[1] ?? 'refused';
    throw new ControlError(409, code, reason);
  }
}
