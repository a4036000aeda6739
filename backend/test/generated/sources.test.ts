import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { envSchema } from '../../src/core/env.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = join(root, 'backend/src');

/** Every way around the policies, with its reason. A new one is a decision: put it here. */
const waysOut: Record<string, number> = {
  // The outbox of events: one delivery and one sweeper for all companies.
  'core/realtime-outbox.ts': 3,
  // Which process holds which connection, whose ever it is.
  'features/connections/whatsapp/leases.ts': 7,
  // E-mail and password come before the company is known.
  'features/auth/log-in.ts': 1,
  // One look at all sockets of a process.
  'features/auth/find-ended-sessions.ts': 1,
  // Timers that serve all companies.
  'features/auth/delete-old-sessions.job.ts': 1,
  'features/connections/clean-connection-events.job.ts': 2,
  'features/contact-imports/tend-imports.job.ts': 2,
  'features/files/delete-unused-files.job.ts': 1,
  'features/messages/clean-changes.job.ts': 1,
  'features/connections/whatsapp/clean-journal.job.ts': 1,
  'features/users/announce-absence.job.ts': 1,
  'features/tickets/wake-tickets.job.ts': 1,
  'features/reminders/fire-reminders.job.ts': 1,
  'features/messages/end-silence.job.ts': 1,
  // Customers of all companies who wait for the bot.
  'features/chatbot/run-bot.ts': 1,
  'features/ratings/tend-ratings.job.ts': 1,
  'features/dashboard/count-reports.job.ts': 1,
  // One look at the rights of all sockets of a process.
  'features/tickets/find-sight-rooms.ts': 1,
  // Whether the installation has its operator.
  'features/auth/ensure-super-admin.ts': 1,
  // All companies, to count what reports are read from.
  'app/rollups.ts': 1,
  // The demo's first company.
  'app/demo.ts': 1,
  // The super admin's list.
  'features/companies/list-companies.ts': 1,
};

describe('asSystem', () => {
  it('is used only where this list says', () => {
    const found: Record<string, number> = {};
    for (const path of listSources(sources)) {
      const name = relative(sources, path);
      const uses = readFileSync(path, 'utf8').match(/\basSystem(<[^>]*>)?\(/g)?.length ?? 0;
      if (uses > 0 && name !== 'core/tenancy.ts') found[name] = uses;
    }
    expect(found).toEqual(waysOut);
  });

  it('is the only way: nobody else takes the role or the pool of the owner', () => {
    for (const path of listSources(join(sources, 'features'))) {
      expect(readFileSync(path, 'utf8'), path).not.toMatch(
        /SET (LOCAL |SESSION )?ROLE|set_config\('(role|app\.)|ownerPool|systemRole|row_security/i,
      );
    }
  });
});

describe('.env.example', () => {
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  const documented = Object.fromEntries(
    [...example.matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

  it('names every variable of core/env.ts', () => {
    expect(Object.keys(documented)).toEqual(expect.arrayContaining(Object.keys(envSchema.shape)));
  });

  it('says what holds when nothing is set', () => {
    const defaults = Object.entries(envSchema.parse({})).filter(([, value]) => value !== undefined);
    expect(defaults.length).toBeGreaterThan(8);
    for (const [name, value] of defaults) expect(documented[name], name).toBe(String(value));
  });

  it('can be used as it is', () => {
    expect(envSchema.safeParse(documented).success).toBe(true);
  });
});

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}
