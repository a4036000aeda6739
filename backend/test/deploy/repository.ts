import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export const DOCKERFILES = ['backend/Dockerfile', 'frontend/Dockerfile'];

export function readText(path: string): Promise<string> {
  return readFile(join(ROOT, path), 'utf8');
}

/** One instruction of a Dockerfile, its continued lines joined. */
export type Instruction = { name: string; value: string };

export function parseDockerfile(text: string): Instruction[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(' ');
      return { name: name.toUpperCase(), value: rest.join(' ') };
    });
}
