import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Small files of each kind, made for tests and demos. */
export const SAMPLES = [
  'document.pdf',
  'gif.mp4',
  'photo-thumb.jpg',
  'photo.jpg',
  'picture.png',
  'song.m4a',
  'song.mp3',
  'sticker-animated.webp',
  'sticker.webp',
  'video.mp4',
  'voice.ogg',
] as const;

export type SampleName = (typeof SAMPLES)[number];

/** Where a sample lies. */
export function sampleFile(name: SampleName): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(`${fromSource ? '..' : '../..'}/samples/${name}`, import.meta.url));
}

/** A sample's bytes. */
export function sample(name: SampleName): Buffer {
  return readFileSync(sampleFile(name));
}
