import { waveformLength } from '@ticketz/contract/files';
import { inputOf, runFfmpeg } from './ffmpeg.ts';

/** What WhatsApp's phones record, and show as a voice note. */
export const voiceNoteType = 'audio/ogg; codecs=opus';

const timeoutMs = 60_000;
const longestSeconds = 30 * 60;
/** Enough to see how loud it is. */
const sampleRate = 8_000;

/** The file has no sound that can be read. */
export class NotSound extends Error {
  constructor(cause?: unknown) {
    super('No sound that can be read', { cause });
    this.name = 'NotSound';
  }
}

export interface VoiceNote {
  seconds: number;
  waveform: number[];
}

/**
 * Turns what a browser recorded (WebM in Chromium and Firefox, MP4 in Safari) into a voice note at `target`. Throws
 * `NoFfmpeg` and `NotSound`.
 */
export async function makeVoiceNote(
  source: { path: string; mimeType: string },
  target: string,
): Promise<VoiceNote> {
  const input = inputOf(source.mimeType, source.path);
  if (!input) throw new NotSound();
  const limit = ['-t', String(longestSeconds), '-map', '0:a:0', '-map_metadata', '-1', '-ac', '1'];
  const opus = [
    '-ar',
    '48000',
    '-c:a',
    'libopus',
    '-b:a',
    '32k',
    '-application',
    'voip',
    '-f',
    'ogg',
    target,
  ];
  const samples = ['-ar', String(sampleRate), '-c:a', 'pcm_s16le', '-f', 's16le', 'pipe:1'];
  const args = [...input, ...limit, ...opus, ...limit, ...samples];
  const sound = await runFfmpeg('ffmpeg', args, { timeoutMs }).catch((error: unknown) => {
    throw error instanceof Error && error.name === 'NoFfmpeg' ? error : new NotSound(error);
  });
  const count = Math.floor(sound.length / 2);
  if (count === 0) throw new NotSound();
  return { seconds: Math.max(1, Math.round(count / sampleRate)), waveform: waveformOf(sound, count) };
}

/** The mean loudness of each step, the loudest being 100. */
function waveformOf(sound: Buffer, count: number): number[] {
  const steps = Array.from({ length: waveformLength }, (_step, index) => {
    const from = Math.floor((index * count) / waveformLength);
    const to = Math.max(from + 1, Math.floor(((index + 1) * count) / waveformLength));
    let sum = 0;
    for (let place = from; place < to && place < count; place += 1)
      sum += Math.abs(sound.readInt16LE(place * 2));
    return sum / (to - from);
  });
  const loudest = Math.max(1, ...steps);
  return steps.map((step) => Math.round((step / loudest) * 100));
}
