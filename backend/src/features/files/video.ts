import { z } from 'zod';
import { inputOf, runFfmpeg } from './ffmpeg.ts';

const timeoutMs = 20_000;

const probed = z.object({
  format: z.object({ duration: z.coerce.number().optional() }).optional(),
  streams: z.array(z.object({ codec_type: z.string().optional() })).default([]),
});

export interface Film {
  seconds: number | null;
  hasPicture: boolean;
  /** Its first picture, as JPEG. */
  frame: Buffer | null;
}

/** How long a film or sound is, and how it begins. Null when it can't be read, or nothing is here to read it with. */
export async function readFilm(path: string, mimeType: string): Promise<Film | null> {
  const input = inputOf(mimeType, path);
  if (!input) return null;
  try {
    const wanted = ['-show_entries', 'format=duration:stream=codec_type', '-of', 'json'];
    const answer = await runFfmpeg('ffprobe', [...wanted, ...input], { timeoutMs });
    const { format, streams } = probed.parse(JSON.parse(String(answer)));
    const hasPicture = streams.some(({ codec_type }) => codec_type === 'video');
    const seconds = format?.duration;
    return {
      seconds: seconds === undefined || !Number.isFinite(seconds) ? null : Math.round(seconds),
      hasPicture,
      frame: hasPicture ? await firstFrame(input) : null,
    };
  } catch {
    // It goes without.
    return null;
  }
}

async function firstFrame(input: string[]): Promise<Buffer | null> {
  const picture = [
    '-map',
    '0:v:0',
    '-frames:v',
    '1',
    '-c:v',
    'mjpeg',
    '-q:v',
    '4',
    '-f',
    'image2pipe',
    'pipe:1',
  ];
  const frame = await runFfmpeg('ffmpeg', [...input, ...picture], { timeoutMs });
  return frame.length > 0 ? frame : null;
}
