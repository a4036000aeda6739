import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Instruction, ROOT } from './repository.ts';

const run = promisify(execFile);
const STEP_TIMEOUT_MS = 300_000;

/** What a stage of a Dockerfile leaves: a directory standing for its "/", and how its process is started. */
export type Stage = {
  root: string;
  workdir: string;
  env: Record<string, string>;
  values: Record<string, string>;
};

/**
 * Runs the steps of a Dockerfile on this machine, where there is no Docker: each stage in a directory of its own, in
 * which every absolute path is taken to lie.
 */
export async function buildNatively(
  instructions: Instruction[],
  context: string,
  dir: string,
): Promise<Stage> {
  const stages: Record<string, Stage> = {};
  let stage: Stage = { root: dir, workdir: '/', env: {}, values: {} };
  for (const { name, value } of instructions) {
    if (name === 'FROM') {
      const stageName = value.split(' AS ')[1] ?? 'last';
      stage = { root: join(dir, stageName), workdir: '/', env: {}, values: {} };
      stages[stageName] = stage;
    } else {
      await takeStep(stage, name, value, context, stages);
    }
  }
  return stage;
}

async function takeStep(
  stage: Stage,
  name: string,
  value: string,
  context: string,
  stages: Record<string, Stage>,
): Promise<void> {
  switch (name) {
    case 'WORKDIR':
      stage.workdir = value;
      await mkdir(join(stage.root, value), { recursive: true });
      return;
    case 'ENV':
      for (const pair of value.split(' ')) {
        const [key = '', text = ''] = pair.split('=');
        stage.env[key] = text.startsWith('/') ? join(stage.root, text) : text;
      }
      return;
    case 'COPY':
      return copy(stage, value.split(' '), context, stages);
    case 'RUN':
      return runStep(stage, value);
    default:
      stage.values[name] = value;
  }
}

async function runStep(stage: Stage, command: string): Promise<void> {
  const options = {
    cwd: join(stage.root, stage.workdir),
    env: { ...process.env, NODE_ENV: '', ...stage.env },
    timeout: STEP_TIMEOUT_MS,
    maxBuffer: 16_000_000,
  };
  await run('bash', ['-ec', command], options).catch((error: Error & { stdout?: string }) => {
    throw new Error(`RUN ${command}\n${error.stdout?.slice(-4_000)}\n${error.message}`);
  });
}

async function copy(
  stage: Stage,
  words: string[],
  context: string,
  stages: Record<string, Stage>,
): Promise<void> {
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const base = from ? stages[from]?.root : context;
  if (!base) throw new Error(`COPY from a stage that isn't there: ${from}`);
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.pop() ?? '';
  const into = join(target.startsWith('/') ? stage.root : join(stage.root, stage.workdir), target);
  for (const path of paths) {
    const destination = target.endsWith('/') ? join(into, basename(path)) : into;
    await mkdir(dirname(destination), { recursive: true });
    await cp(join(base, path), destination, { recursive: true, verbatimSymlinks: true });
  }
}

/** The files of this repository as a builder gets them: no builds, nothing that git ignores. */
export async function exportContext(dir: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: ROOT,
    maxBuffer: 16_000_000,
  });
  const { stdout: deleted } = await run('git', ['ls-files', '-d', '-z'], { cwd: ROOT });
  const gone = new Set(deleted.split('\0'));
  for (const path of stdout.split('\0').filter((name) => name && !gone.has(name))) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await cp(join(ROOT, path), join(dir, path));
  }
}
