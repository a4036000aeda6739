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
  steps: string;
};

/** Builds images without Docker, in a directory with the repository's files in `context`. */
export type Builder = { build(name: string, instructions: Instruction[]): Promise<Stage> };

type State = {
  context: string;
  stages: Record<string, Stage>;
  /** Where `npm ci` was run after the same steps before, as Docker would remember it. */
  layers: Map<string, string>;
};

/**
 * Runs the steps of Dockerfiles on this machine, where there is no Docker: each stage in a directory of its own, in
 * which every absolute path is taken to lie.
 */
export async function createBuilder(dir: string): Promise<Builder> {
  const context = join(dir, 'context');
  await exportContext(context);
  const layers: State['layers'] = new Map();
  return {
    async build(name, instructions) {
      const state: State = { context, stages: {}, layers };
      let stage: Stage | undefined;
      for (const instruction of instructions) {
        if (instruction.name === 'FROM') stage = startStage(state, join(dir, name), instruction.value);
        else if (stage) await takeStep(state, stage, instruction);
      }
      if (!stage) throw new Error(`${name} has no stage`);
      return stage;
    },
  };
}

function startStage(state: State, dir: string, from: string): Stage {
  const [image = '', name = 'last'] = from.split(' AS ');
  const stage = { root: join(dir, name), workdir: '/', env: {}, values: {}, steps: image };
  state.stages[name] = stage;
  return stage;
}

async function takeStep(state: State, stage: Stage, { name, value }: Instruction): Promise<void> {
  stage.steps += `\n${name} ${value}`;
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
      return copy(state, stage, value.split(' '));
    case 'RUN':
      // Packages of Debian are this machine's own: .ci/run installs the same ones.
      if (value.startsWith('apt-get ')) return;
      if (value.startsWith('npm ci ')) return runOnce(state, stage, value);
      await runStep(stage, value);
      return;
    default:
      stage.values[name] = value;
  }
}

async function runOnce({ layers }: State, stage: Stage, command: string): Promise<void> {
  const known = layers.get(stage.steps);
  if (known) {
    await remove(stage.root);
    await link(known, stage.root);
    return;
  }
  if (!(await takeInstalled(stage, command))) await runStep(stage, command);
  const layer = `${stage.root}.layer`;
  await link(stage.root, layer);
  layers.set(stage.steps, layer);
}

/**
 * What this repository has installed, if that is to the package what `npm ci` would install from the files that the
 * stage has: npm itself says so, which takes seconds instead of a minute.
 */
async function takeInstalled(stage: Stage, command: string): Promise<boolean> {
  if (command !== 'npm ci --ignore-scripts --no-audit --no-fund') return false;
  const modules = join(stage.root, stage.workdir, 'node_modules');
  try {
    await link(join(ROOT, 'node_modules'), modules);
    const said = await runStep(stage, command.replace('npm ci', 'npm install --dry-run'));
    if (/^up to date/m.test(said)) return true;
  } catch {
    // Perhaps on another file system: it is installed as Docker would.
  }
  await remove(modules);
  return false;
}

/** The same files once more, under other names: quick, and safe as long as nobody writes into them. */
async function link(from: string, to: string): Promise<void> {
  await run('cp', ['-alT', from, to]);
}

/** Tens of thousands of files, which costs node far more. */
export async function remove(path: string): Promise<void> {
  await run('rm', ['-rf', path]);
}

/** Gives what the command has said. */
async function runStep(stage: Stage, command: string): Promise<string> {
  const options = {
    cwd: join(stage.root, stage.workdir),
    env: { ...process.env, NODE_ENV: '', ...stage.env },
    timeout: STEP_TIMEOUT_MS,
    maxBuffer: 16_000_000,
  };
  const { stdout } = await run('bash', ['-ec', command], options).catch(
    (error: Error & { stdout?: string }) => {
      throw new Error(`RUN ${command}\n${error.stdout?.slice(-4_000)}\n${error.message}`);
    },
  );
  return stdout;
}

async function copy({ context, stages }: State, stage: Stage, words: string[]): Promise<void> {
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const base = from ? stages[from]?.root : context;
  if (!base) throw new Error(`COPY from a stage that isn't there: ${from}`);
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.pop() ?? '';
  const into = join(target.startsWith('/') ? stage.root : join(stage.root, stage.workdir), target);
  for (const path of paths) {
    const destination = target.endsWith('/') ? join(into, basename(path)) : into;
    await mkdir(dirname(destination), { recursive: true });
    if (from) await link(join(base, path), destination);
    else await cp(join(base, path), destination, { recursive: true, verbatimSymlinks: true });
  }
}

/** The files of this repository as a builder gets them: no builds, nothing that git ignores. */
async function exportContext(dir: string): Promise<void> {
  const gone = new Set(await listFiles('--deleted'));
  for (const path of await listFiles('--cached', '--others', '--exclude-standard')) {
    if (gone.has(path)) continue;
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await cp(join(ROOT, path), join(dir, path));
  }
}

async function listFiles(...options: string[]): Promise<string[]> {
  const { stdout } = await run('git', ['ls-files', '-z', ...options], { cwd: ROOT, maxBuffer: 16_000_000 });
  return stdout.split('\0').filter(Boolean);
}
