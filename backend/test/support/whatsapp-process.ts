import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const backendFolder = fileURLToPath(new URL('../..', import.meta.url));
const secrets = {
  APP_KEY: Buffer.alloc(32, 7).toString('base64'),
  JWT_SECRET: 'a secret for the tests of this machine only',
};

/**
 * Starts a process of its own, so that it can be killed: only the WhatsApp sessions of an installation, as built.
 * Build it first, by `buildServerIfOld`.
 */
export function startWhatsappOnly(environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['dist/src/main.js'], {
    cwd: backendFolder,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      PORT: '0',
      PROCESSES: 'whatsapp',
      ...secrets,
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
