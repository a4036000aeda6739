import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/harness/longest-first.ts';

const resolve = { conditions: ['source', 'node', 'module'] };
const common = {
  globalSetup: ['test/harness/global-setup.ts'],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  maxWorkers: 2,
  server: { deps: { inline: [/@ticketz\//] } },
};

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    sequence: { sequencer: LongestFirst },
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
          globalSetup: [...common.globalSetup, 'test/stories/build-all.ts'],
          include: ['test/stories/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'torture',
          globalSetup: [...common.globalSetup, 'test/stories/build-all.ts'],
          include: ['test/torture/**/*.test.ts'],
          maxWorkers: 1,
          // Alone, after the others: it measures times, and each file runs five processes.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
