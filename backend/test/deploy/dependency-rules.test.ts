import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DEPCRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const RULES = join(ROOT, '.ci/dependency-rules.cjs');
/** As in the script "rules": without TypeScript's old API the checker finds no .ts file by itself. */
const SOURCES = ['backend/**/*.{ts,tsx}', 'frontend/src/**/*.{ts,tsx}'];
const TIMEOUT_MS = 60_000;

/** A small project of the same layout, with each rule broken once. Left: the file; right: what it imports. */
const PLANTED: Record<string, string[]> = {
  'backend/src/main.ts': ['./app/web.ts'],
  'backend/src/app/web.ts': ['../features/users/users.routes.ts', '../features/tickets/ticket.model.ts'],
  'backend/src/core/clock.ts': ['../features/users/user.model.ts'],
  'backend/src/core/database.ts': ['./nowhere.ts', '@ticketz/contract/users'],
  'backend/src/features/users/user.model.ts': ['../tickets/ticket.model.ts'],
  'backend/src/features/users/users.routes.ts': ['./user.model.ts'],
  'backend/src/features/contacts/contact.model.ts': ['@whiskeysockets/baileys', './contact.test.ts'],
  'backend/src/features/contacts/contact.test.ts': ['../../../test/factory.ts', '../tickets/ticket.model.ts'],
  'backend/src/features/connections/whatsapp/session.ts': [
    '@whiskeysockets/baileys',
    '@ticketz/mock-whatsapp/mock',
  ],
  'backend/src/features/tickets/ticket.model.ts': ['../users/users.routes.ts', '../../app/web.ts'],
  'backend/src/features/weather/rain.ts': ['../users/user.model.ts'],
  'backend/contract/users.ts': ['zod', 'pg'],
  'backend/mock-whatsapp/mock.ts': ['../src/core/clock.ts'],
  'backend/test/factory.ts': ['../src/app/web.ts'],
  'frontend/src/main.tsx': ['./app/App.tsx'],
  'frontend/src/app/App.tsx': ['../pages/InboxPage.tsx'],
  'frontend/src/pages/InboxPage.tsx': ['../features/tickets/TicketList.tsx', '../app/App.tsx'],
  'frontend/src/features/users/UserList.tsx': ['../tickets/TicketList.tsx'],
  'frontend/src/features/tickets/TicketList.tsx': ['../../ui/Button.tsx', '@ticketz/contract/users'],
  'frontend/src/ui/Button.tsx': ['../pages/InboxPage.tsx', '../../../backend/src/core/clock.ts'],
  'frontend/src/lib/text.ts': ['../ui/Button.tsx'],
};

const EXPECTED = [
  'another-features-inside: backend/src/features/tickets/ticket.model.ts → backend/src/features/users/users.routes.ts',
  'backend-feature-without-a-place: backend/src/features/weather/rain.ts → backend/src/features/users/user.model.ts',
  'backend-users-imports-only-from-above: backend/src/features/users/user.model.ts → backend/src/features/tickets/ticket.model.ts',
  'browser-and-server-share-the-contract: frontend/src/ui/Button.tsx → backend/src/core/clock.ts',
  'contract-needs-only-zod: backend/contract/users.ts → node_modules/pg/index.js',
  'core-knows-no-feature: backend/src/core/clock.ts → backend/src/features/users/user.model.ts',
  'found: backend/src/core/database.ts → ./nowhere.ts',
  'frontend-lib-theme-i18n-api-realtime-imports-only-from-below: frontend/src/lib/text.ts → frontend/src/ui/Button.tsx',
  'frontend-pages-imports-only-from-below: frontend/src/pages/InboxPage.tsx → frontend/src/app/App.tsx',
  'frontend-ui-imports-only-from-below: frontend/src/ui/Button.tsx → frontend/src/pages/InboxPage.tsx',
  'frontend-users-imports-only-from-above: frontend/src/features/users/UserList.tsx → frontend/src/features/tickets/TicketList.tsx',
  'mock-whatsapp-knows-nothing-of-the-product: backend/mock-whatsapp/mock.ts → backend/src/core/clock.ts',
  'mock-whatsapp-only-in-demo-and-tests: backend/src/features/connections/whatsapp/session.ts → backend/mock-whatsapp/mock.ts',
  'nobody-imports-app: backend/src/features/tickets/ticket.model.ts → backend/src/app/web.ts',
  'product-without-test-code: backend/src/features/contacts/contact.model.ts → backend/src/features/contacts/contact.test.ts',
  'whatsapp-library-in-one-folder: backend/src/features/contacts/contact.model.ts → node_modules/@whiskeysockets/baileys/index.js',
];

let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'ticketz-rules-'));
  for (const [path, imports] of Object.entries(PLANTED)) await write(path, sourceOf(path, imports));
  for (const name of ['pg', '@whiskeysockets/baileys', 'zod']) {
    await write(`node_modules/${name}/package.json`, '{ "main": "index.js" }');
    await write(`node_modules/${name}/index.js`, '');
  }
  for (const name of ['contract', 'mock-whatsapp']) {
    const exported = {
      name: `@ticketz/${name}`,
      exports: { './*': { source: './*.ts', default: './dist/*.js' } },
    };
    await write(`backend/${name}/package.json`, JSON.stringify(exported));
    await mkdir(join(project, 'node_modules/@ticketz'), { recursive: true });
    await symlink(join(project, 'backend', name), join(project, 'node_modules/@ticketz', name));
  }
});

afterAll(() => rm(project, { recursive: true, force: true }));

it(
  'finds every planted import that breaks a rule, and no other',
  () => {
    const { stdout } = spawnSync(
      process.execPath,
      [DEPCRUISE, '--config', RULES, '--output-type', 'json', ...SOURCES],
      { cwd: project, encoding: 'utf8' },
    );
    const violations: { rule: { name: string }; from: string; to: string }[] =
      JSON.parse(stdout).summary.violations;
    const found = violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).toSorted();
    expect(found.filter((line) => !line.startsWith('no-cycles'))).toEqual(EXPECTED);
    expect(found.filter((line) => line.startsWith('no-cycles')).join()).toContain('ticket.model.ts');
  },
  TIMEOUT_MS,
);

it('keeps process.env in core/env.ts', async () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'backend/src'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const offenders: string[] = [];
  for (const file of files.split('\n').filter((name) => /(?<!\.test)\.ts$/.test(name))) {
    if (/process\.env\b/.test(await readFile(join(ROOT, file), 'utf8'))) offenders.push(file);
  }
  expect(offenders.filter((file) => file !== 'backend/src/core/env.ts')).toEqual([]);
});

/** In turn a plain import, a type, an export from, a dynamic import: the checker must see them all. */
function sourceOf(path: string, imports: string[]): string {
  const forms = [
    (from: string) => `import { thing } from '${from}';`,
    (from: string) => `import type { Thing } from '${from}';`,
    (from: string) => `export * from '${from}';`,
    (from: string) => `export const later = (): Promise<unknown> => import('${from}');`,
    (from: string) => `export type Found = import('${from}').Thing;`,
  ];
  const start = path.length;
  const lines = imports.map((from, index) => forms[(start + index) % forms.length]?.(from));
  const jsx = path.endsWith('.tsx') ? 'export const View = <T,>(props: T) => <b>{String(props)}</b>;' : '';
  return [...lines, jsx, 'export const value = 1 satisfies number;'].join('\n');
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(project, path)), { recursive: true });
  await writeFile(join(project, path), text);
}
