import { spawn } from 'node:child_process';
import { processEnvironment } from '../../core/env.ts';
import { createTurns } from './turns.ts';

const programs = ['ffmpeg', 'ffprobe'] as const;
/** Each takes a core. */
const turns = createTurns(2);
/** More than any answer of theirs that is wanted. */
const mostOutput = 64 * 1024 * 1024;

/** The program isn't on this machine. */
export class NoFfmpeg extends Error {
  constructor(program: string, cause?: unknown) {
    super(`${program} is not installed`, { cause });
    this.name = 'NoFfmpeg';
  }
}

/** Formats by which ffmpeg reads a file of a type. Others, playlists above all, could name files and hosts. */
const readers: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/3gpp': 'mov',
  'video/webm': 'matroska',
  'audio/webm': 'matroska',
  'audio/mp4': 'mov',
  'audio/x-m4a': 'mov',
  'audio/ogg': 'ogg',
  'audio/ogg; codecs=opus': 'ogg',
  'video/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/wav': 'wav',
  'video/matroska': 'matroska',
};

/** How to read a file of this type: arguments before `-i`. Null: not to be read. */
export function inputOf(mimeType: string, path: string): string[] | null {
  const reader = readers[mimeType];
  return reader ? ['-protocol_whitelist', 'file,pipe', '-f', reader, '-i', path] : null;
}

/** Runs the program to its end and answers what it wrote. Throws `NoFfmpeg`, or what it said. */
export function runFfmpeg(
  program: (typeof programs)[number],
  args: string[],
  { timeoutMs }: { timeoutMs: number },
): Promise<Buffer> {
  return turns(() => run(program, args, timeoutMs));
}

function run(program: (typeof programs)[number], args: string[], timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const common = program === 'ffmpeg' ? ['-nostdin', '-threads', '1'] : [];
    const child = spawn(program, ['-hide_banner', '-loglevel', 'error', ...common, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      // It gets nothing of ours to tell.
      env: { PATH: processEnvironment().PATH },
    });
    const output: Buffer[] = [];
    let size = 0;
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostOutput) child.kill('SIGKILL');
      else output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + String(chunk)).slice(-2_000);
    });
    child.once('error', (error) => {
      const missing = 'code' in error && error.code === 'ENOENT';
      reject(missing ? new NoFfmpeg(program, error) : error);
    });
    child.once('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`${program} ended with ${code ?? signal}: ${complaint}`));
    });
  });
}
