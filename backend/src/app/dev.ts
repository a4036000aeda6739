import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * `npm run dev`: the demo with reload on both sides. The backend restarts when a source changes; Vite serves the pages
 * on http://localhost:5173 and passes the API through.
 */
const backend = fileURLToPath(new URL('../..', import.meta.url));
const frontend = fileURLToPath(new URL('../../../frontend', import.meta.url));

const children = [
  start('npx', ['tsx', 'watch', '--clear-screen=false', '--conditions=source', 'src/app/demo.ts'], backend),
  start('npx', ['vite', '--clearScreen', 'false'], frontend),
];

function start(command: string, args: string[], cwd: string): ChildProcess {
  const child = spawn(command, args, { cwd, stdio: 'inherit' });
  child.once('exit', (code) => {
    for (const other of children) if (other !== child) other.kill('SIGTERM');
    process.exitCode = code ?? 1;
  });
  return child;
}

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.once(name, () => {
    for (const child of children) child.kill(name);
  });
}
