import { useEffect, useRef, useState } from 'react';
import {
  MicrophoneError,
  type MicrophoneProblem,
  type Recording,
  startRecording,
} from '../../../features/files/recorder.ts';

const tickMs = 100;
const longestSeconds = 15 * 60;

type State =
  | { step: 'starting' }
  | { step: 'recording'; seconds: number; level: number }
  | { step: 'done'; seconds: number; blob: Blob; url: string }
  | { step: 'failed'; problem: MicrophoneProblem };

/** Records from when it is on the page until it is finished; what leaves the page unfinished is thrown away. */
export function useRecording(): {
  state: State;
  finish: () => Promise<{ blob: Blob; seconds: number } | null>;
} {
  const [state, setState] = useState<State>({ step: 'starting' });
  const recording = useRef<Recording | null>(null);
  const begun = useRef(0);

  useEffect(() => {
    let gone = false;
    startRecording().then(
      (started) => {
        if (gone) return started.cancel();
        recording.current = started;
        begun.current = Date.now();
        setState({ step: 'recording', seconds: 0, level: 0 });
      },
      (error: unknown) => {
        const problem = error instanceof MicrophoneError ? error.problem : 'failed';
        if (!gone) setState({ step: 'failed', problem });
      },
    );
    return () => {
      gone = true;
      recording.current?.cancel();
    };
  }, []);

  async function finish(): Promise<{ blob: Blob; seconds: number } | null> {
    if (state.step === 'done') return state;
    const running = recording.current;
    if (!running) return null;
    recording.current = null;
    const seconds = Math.max(1, Math.round((Date.now() - begun.current) / 1_000));
    const blob = await running.finish();
    setState({ step: 'done', seconds, blob, url: URL.createObjectURL(blob) });
    return { blob, seconds };
  }
  const finishLatest = useRef(finish);
  useEffect(() => {
    finishLatest.current = finish;
  });

  const running = state.step === 'recording';
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => {
      const live = recording.current;
      if (!live) return;
      const seconds = (Date.now() - begun.current) / 1_000;
      if (seconds >= longestSeconds) void finishLatest.current();
      else setState({ step: 'recording', seconds, level: live.level() });
    }, tickMs);
    return () => clearInterval(timer);
  }, [running]);

  const url = state.step === 'done' ? state.url : null;
  useEffect(() => {
    if (url === null) return undefined;
    return () => URL.revokeObjectURL(url);
  }, [url]);
  return { state, finish };
}
