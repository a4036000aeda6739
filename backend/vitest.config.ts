import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['source', 'node', 'module'] };
const common = {
  globalSetup: ['test/harness/global-setup.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
  pool: 'forks' as const,
  maxWorkers: 2,
  server: { deps: { inline: [/@ticketz\//] } },
};

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    reporters: process.env.VITEST_JSON
      ? ['default', ['json', { outputFile: process.env.VITEST_JSON }]]
      : ['default'],
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'backend',
          include: ['src/**/*.test.ts', 'test/{abuse,generated,support,harness,deploy}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'stories',
          include: ['test/stories/**/*.test.ts'],
          testTimeout: 120_000,
          maxWorkers: 1,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'torture',
          include: ['test/torture/**/*.test.ts'],
          maxWorkers: 1,
          // Alone, after the others: it measures times, and each file runs five processes.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
