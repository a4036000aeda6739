import { runProcess } from './app/run-process.ts';

await runProcess();
