import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const APT = '/usr/bin/apt-get';
const ATTEMPTS = 3;

/** Installs packages with apt-get when this is Debian and we are root. Says whether it did. */
export function installDebianPackages(...names: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync(APT)) return false;
  process.stderr.write(`Installing ${names.join(', ')} with apt-get\n`);
  const install = ['install', '-y', '--no-install-recommends', ...names];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (apt('update') && apt(...install)) return true;
  }
  return false;
}

function apt(...command: string[]): boolean {
  const { status, stderr } = spawnSync(APT, ['-o', 'DPkg::Lock::Timeout=120', '-q', ...command], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (status !== 0) process.stderr.write(`apt-get ${command[0]} failed: ${stderr}\n`);
  return status === 0;
}
