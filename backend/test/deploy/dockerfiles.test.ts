import { validate } from 'dockerfile-utils';
import { describe, expect, it } from 'vitest';
import { DOCKERFILES, type Instruction, parseDockerfile, readText } from './repository.ts';

const TAG_WITH_PATCH = /:v?\d+\.\d+(\.\d+)?-[\w.-]+$/;

describe.each(DOCKERFILES)('%s', (path) => {
  it('has no fault of syntax or of custom', async () => {
    expect(validate(await readText(path))).toEqual([]);
  });

  it('builds from pinned images only', async () => {
    const images = valuesOf(await read(path), 'FROM').map((value) => value.split(' ')[0] ?? '');
    expect(images.length).toBeGreaterThan(1);
    for (const image of images) expect(image).toMatch(TAG_WITH_PATCH);
  });

  it('runs without root, says when it is well, and starts without a shell', async () => {
    const last = lastStage(await read(path));
    expect(valuesOf(last, 'USER').at(-1)).toMatch(/^[1-9]\d*(:[1-9]\d*)?$/);
    expect(valuesOf(last, 'HEALTHCHECK')).toHaveLength(1);
    expect(valuesOf(last, 'CMD').at(-1)).toMatch(/^\["/);
  });

  it('installs from the lock file, without install scripts', async () => {
    const runs = valuesOf(await read(path), 'RUN').filter((value) => /\bnpm\b.*\b(ci|install)\b/.test(value));
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) expect(run).toMatch(/^npm ci --ignore-scripts /);
  });

  it('carries no secret, no download and no wide copy', async () => {
    const instructions = await read(path);
    expect(valuesOf(instructions, 'ADD')).toEqual([]);
    expect(valuesOf(instructions, 'ARG')).toEqual([]);
    for (const run of valuesOf(instructions, 'RUN')) expect(run).not.toMatch(/curl|wget|sudo/);
    for (const copy of valuesOf(instructions, 'COPY')) expect(copy).not.toMatch(/^\.\s/);
    for (const env of valuesOf(instructions, 'ENV')) expect(env).not.toMatch(/KEY|SECRET|PASSWORD|TOKEN/);
  });
});

it('sends no secrets and no builds to the builder', async () => {
  const ignored = (await readText('.dockerignore')).split('\n');
  expect(ignored[1]).toBe('*');
  for (const pattern of ['**/.env*', '**/.data', '**/node_modules', '**/dist'])
    expect(ignored).toContain(pattern);
  expect(ignored).not.toContain('!.git');
});

async function read(path: string): Promise<Instruction[]> {
  return parseDockerfile(await readText(path));
}

function valuesOf(instructions: Instruction[], name: string): string[] {
  return instructions.filter((instruction) => instruction.name === name).map(({ value }) => value);
}

function lastStage(instructions: Instruction[]): Instruction[] {
  return instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
}
