import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { CpuProfile } from './profile.ts';

/** Measures where the CPU time of a process goes. */
export interface Profiler {
  start(): Promise<void>;
  stop(): Promise<CpuProfile>;
}

const openMs = 30_000;

/** Connects to a process that was started with `--inspect=127.0.0.1:0` and its standard error piped. */
export async function openProfiler(child: ChildProcess): Promise<Profiler> {
  const socket = new WebSocket(await addressOf(child), { perMessageDeflate: false });
  await once(socket, 'open', { signal: AbortSignal.timeout(openMs) });
  const waiting = new Map<number, (result: unknown) => void>();
  socket.on('message', (data: Buffer) => {
    const { id, result }: { id: number; result: unknown } = JSON.parse(data.toString('utf8'));
    waiting.get(id)?.(result);
  });
  let calls = 0;
  const call = (method: string): Promise<unknown> => {
    calls += 1;
    const id = calls;
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    socket.send(JSON.stringify({ id, method }));
    return answer;
  };
  await call('Profiler.enable');
  return {
    start: async () => void (await call('Profiler.start')),
    stop: async () => ((await call('Profiler.stop')) as { profile: CpuProfile }).profile,
  };
}

/** Where Node says that it listens; what else it says goes on to ours. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('The standard error of a process to be profiled must be a pipe');
  return new Promise((resolve, reject) => {
    let said = '';
    stderr.on('data', (data: Buffer) => {
      said = (said + data.toString('utf8')).slice(-10_000);
      const address = /Debugger listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    stderr.pipe(process.stderr);
    setTimeout(() => reject(new Error('The inspector did not open')), openMs).unref();
  });
}
