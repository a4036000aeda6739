import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** As the inspector gives it. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const folder = new URL('../../../.data/bench-profile/', import.meta.url);
const shownFunctions = 25;

/** Keeps a profile for Chrome's DevTools, and says in which packages and functions the time went. */
export async function keepProfile(name: string, profile: CpuProfile): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = new URL(`${name}.cpuprofile`, folder);
  await writeFile(file, JSON.stringify(profile));
  return `${fileURLToPath(file)}\n${summary(profile)}`;
}

/** Own time by package and by function, as shares of the time that wasn't idle. */
function summary({ nodes, samples, timeDeltas }: CpuProfile): string {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const byPackage = new Map<string, number>();
  const byFunction = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    const time = timeDeltas[index] ?? 0;
    if (!frame || frame.functionName === '(idle)' || frame.functionName === '(program)') continue;
    const owner = packageOf(frame.url, frame.functionName);
    busy += time;
    add(byPackage, owner, time);
    add(byFunction, `${frame.functionName || '(anonymous)'}  ${owner}:${frame.lineNumber + 1}`, time);
  }
  return [
    `busy: ${(busy / 1e6).toFixed(1)} s`,
    ...top(byPackage, busy, 30),
    '',
    ...top(byFunction, busy, shownFunctions),
  ].join('\n');
}

function add(sums: Map<string, number>, key: string, time: number): void {
  sums.set(key, (sums.get(key) ?? 0) + time);
}

function top(sums: Map<string, number>, busy: number, count: number): string[] {
  return [...sums]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([name, time]) => `${((100 * time) / busy).toFixed(1).padStart(5)} %  ${name}`);
}

function packageOf(url: string, name: string): string {
  if (url === '') return name === '(garbage collector)' ? 'garbage collector' : 'native';
  if (url.startsWith('node:')) return url;
  const inside = url.split('/node_modules/').at(-1) ?? '';
  if (inside === url) return url.replace(/^.*\/dist\//, 'ours: ');
  const [scope, rest] = inside.split('/');
  return scope?.startsWith('@') ? `${scope}/${rest}` : (scope ?? '');
}
