import { useState } from 'react';
import { RefusedError } from '../live/control-client.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/use-words.tsx';

function wordsFor(error: unknown, words: Words): string {
  const { errors } = words;
  if (!(error instanceof RefusedError)) return errors.unknown;
  switch (error.code) {
    case 'unreachable':
      return errors.unreachable;
    case 'qr_malformed':
      return errors.malformed;
    case 'qr_over':
      return errors.expired;
    case 'code_unknown':
      return errors.code;
    case 'passkey_required':
      return errors.passkey;
    case 'already_exists':
      return errors.exists;
    default:
      return `${errors.unknown} ${error.message}`;
  }
}

/** Runs one thing at a time for a form or button, and says in words what went wrong. */
export function useTask() {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const run = (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    work()
      .catch((error: unknown) => setProblem(wordsFor(error, words)))
      .finally(() => setBusy(false));
  };
  return { busy, problem, setProblem, run };
}
