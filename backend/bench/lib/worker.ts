import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process of the bench can do for another: async functions of plain values. */
export type Api = Record<string, (...args: never[]) => Promise<unknown>>;

interface Call {
  number: number;
  name: string;
  args: unknown[];
}
type Answer = { number: number; value: unknown } | { number: number; error: string };

const stopMs = 10_000;

/** A process of the bench's own, so that its work isn't counted as the product's. */
export interface Worker<Methods extends Api> {
  pid: number;
  call<Name extends keyof Methods & string>(
    name: Name,
    ...args: Parameters<Methods[Name]>
  ): ReturnType<Methods[Name]>;
  stop(): Promise<void>;
}

/** Starts `file` (which calls `serveWorker`) with this process's own flags. */
export function startWorker<Methods extends Api>(file: URL): Worker<Methods> {
  const child = fork(fileURLToPath(file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let calls = 0;
  child.on('message', (answer: Answer) => {
    const caller = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('error' in answer) caller?.reject(new Error(answer.error));
    else caller?.resolve(answer.value);
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file.pathname} ended: ${code ?? signal}`));
  });
  return {
    pid: child.pid ?? 0,
    call(name, ...args) {
      calls += 1;
      const call: Call = { number: calls, name, args };
      const answer = new Promise((resolve, reject) => waiting.set(call.number, { resolve, reject }));
      child.send(call);
      return answer as ReturnType<Methods[typeof name]>;
    },
    stop: () => stopChild(child, 'SIGTERM'),
  };
}

/** Ends a child process; one that doesn't go by itself is killed. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const kill = setTimeout(() => child.kill('SIGKILL'), stopMs);
  await exited;
  clearTimeout(kill);
}

/** The other side: answers the calls of the process that started this one, and ends with it. */
export function serveWorker(methods: Api): void {
  process.on('message', ({ number, name, args }: Call) => {
    const method = methods[name] as ((...args: unknown[]) => Promise<unknown>) | undefined;
    if (!method) return answer({ number, error: `There is no ${name}` });
    method(...args).then(
      (value) => answer({ number, value }),
      (error: unknown) =>
        answer({ number, error: error instanceof Error ? (error.stack ?? '') : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}

function answer(message: Answer): void {
  process.send?.(message);
}
