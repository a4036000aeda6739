import { readdir, readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second. */
const msPerTick = 10;

interface Stat {
  pid: number;
  parent: number;
  /** Its own time. */
  ms: number;
  /** The time of its children that have ended. */
  endedMs: number;
}

/** CPU time that a process has used so far; null where the system doesn't tell. */
export async function cpuOf(pid: number): Promise<number | null> {
  return (await statOf(pid))?.ms ?? null;
}

/** The same, with all its direct children: a Postgres server. */
export async function cpuOfFamily(pid: number): Promise<number | null> {
  const stats = await allStats();
  const head = stats.find((stat) => stat.pid === pid);
  if (!head) return null;
  const children = stats.filter(({ parent }) => parent === pid);
  return children.reduce((sum, { ms }) => sum + ms, head.ms + head.endedMs);
}

export async function parentOf(pid: number): Promise<number | null> {
  return (await statOf(pid))?.parent ?? null;
}

/** Resident memory, in MB: now, or the most that it was. */
export async function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM' = 'VmRSS'): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = new RegExp(`^${which}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return kilobytes ? Number(kilobytes) / 1024 : null;
}

async function allStats(): Promise<Stat[]> {
  const names = await readdir('/proc').catch(() => []);
  const stats = await Promise.all(names.map(Number).filter(Boolean).map(statOf));
  return stats.filter((stat) => stat !== null);
}

async function statOf(pid: number): Promise<Stat | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in parentheses, may hold anything.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent, , , , , , , , , , user, system, endedUser, endedSystem] = fields;
  if (parent === undefined || user === undefined || system === undefined) return null;
  const endedMs = ((endedUser ?? 0) + (endedSystem ?? 0)) * msPerTick;
  return { pid, parent, ms: (user + system) * msPerTick, endedMs };
}
