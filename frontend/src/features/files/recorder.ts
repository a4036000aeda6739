/** Why no recording could begin. `insecure`: browsers give the microphone to pages on https and localhost only. */
export type MicrophoneProblem = 'refused' | 'missing' | 'insecure' | 'failed';

export class MicrophoneError extends Error {
  readonly problem: MicrophoneProblem;
  constructor(problem: MicrophoneProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** A recording that runs. */
export interface Recording {
  /** How loud it is now, from 0 to 1. */
  level: () => number;
  /** Ends it and answers what was recorded. */
  finish: () => Promise<Blob>;
  /** Ends it; nothing is kept. */
  cancel: () => void;
}

/** Safari knows the second one only. */
const formats = ['audio/webm;codecs=opus', 'audio/mp4'];

function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' ? 'missing' : 'failed';
}

function levelOf(context: AudioContext, stream: MediaStream): () => number {
  const analyser = context.createAnalyser();
  analyser.fftSize = 256;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  return () => {
    analyser.getByteTimeDomainData(samples);
    return Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 128;
  };
}

/** Begins to record from the microphone. Throws `MicrophoneError`. */
export async function startRecording(): Promise<Recording> {
  if (!navigator.mediaDevices) throw new MicrophoneError('insecure');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: unknown) => {
    throw new MicrophoneError(problemOf(error));
  });
  const mimeType = formats.find((format) => MediaRecorder.isTypeSupported(format));
  const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {});
  const context = new AudioContext();
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const release = () => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  recorder.addEventListener('stop', release, { once: true });
  recorder.start(1_000);
  return {
    level: levelOf(context, stream),
    finish: () =>
      new Promise((resolve) => {
        recorder.addEventListener('stop', () => resolve(new Blob(parts, { type: recorder.mimeType })), {
          once: true,
        });
        recorder.stop();
      }),
    cancel: () => {
      if (recorder.state !== 'inactive') recorder.stop();
    },
  };
}
