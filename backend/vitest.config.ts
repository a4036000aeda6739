import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/harness/longest-first.ts';

const resolve = { conditions: ['source', 'node', 'module'] };
const common = {
  testTimeout: 120_000,
  hookTimeout: 240_000,
  pool: 'forks' as const,
  // One more than CI has cores: most wait at times for what is not computed here.
  maxWorkers: 3,
  // What a file imports, the next one in the same worker has: Baileys, Sequelize and zod take seconds to load.
  isolate: false,
  server: { deps: { inline: [/@ticketz\//] } },
};
/** They change what belongs to the whole process, or are about what happens once in it. */
const alone = [
  'src/app/metrics.test.ts',
  'src/core/embedded-postgres.test.ts',
  'src/features/connections/whatsapp/quiet.test.ts',
];

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    // Once for all projects.
    globalSetup: ['test/harness/global-setup.ts'],
    sequence: { sequencer: LongestFirst },
    reporters: process.env.VITEST_JSON
      ? ['default', ['json', { outputFile: process.env.VITEST_JSON }]]
      : ['default'],
    projects: [
      {
        resolve,
        ssr: { resolve },
        test: {
          ...common,
          name: 'backend',
          include: ['src/**/*.test.ts', 'test/{abuse,generated,support,harness,deploy}/**/*.test.ts'],
          exclude: alone,
        },
      },
      {
        resolve,
        ssr: { resolve },
        test: { ...common, name: 'alone', include: alone, isolate: true },
      },
      {
        resolve,
        ssr: { resolve },
        test: {
          ...common,
          name: 'stories',
          // Each is a browser, a product and phones: three at a time wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          globalSetup: ['test/stories/build-all.ts'],
          include: ['test/stories/**/*.test.ts'],
        },
      },
      {
        resolve,
        ssr: { resolve },
        test: {
          ...common,
          name: 'torture',
          globalSetup: ['test/stories/build-all.ts'],
          include: ['test/torture/**/*.test.ts'],
          maxWorkers: 1,
          isolate: true,
          // Alone, after the others: it measures times, and each file runs five processes.
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
