import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { bundleBudget } from './vite/bundle-budget.ts';
import { serviceWorker } from './vite/service-worker-plugin.ts';

const backend = process.env.TICKETZ_BACKEND ?? 'http://127.0.0.1:3000';

const tests = {
  environment: 'jsdom',
  setupFiles: ['./src/test/setup.ts'],
  restoreMocks: true,
  testTimeout: 60_000,
};

export default defineConfig({
  plugins: [
    react(),
    serviceWorker(),
    bundleBudget([
      { name: 'login', modules: ['src/pages/LoginPage.tsx'], limitKb: 250 },
      {
        name: 'inbox',
        modules: ['src/i18n/en.app.ts', 'src/app/layout/AppShell.tsx', 'src/pages/inbox/InboxPage.tsx'],
        limitKb: 350,
      },
    ]),
  ],
  // Workspace packages are read as sources, so that no build of theirs is needed first.
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 600,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What every page starts with is one file; the rest splits by who needs it.
        codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: backend, changeOrigin: false },
      '/socket.io': { target: backend, ws: true },
    },
  },
  test: {
    // Vitest takes one worker less than there are cores, which would be one in CI.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          ...tests,
          name: 'logic',
          include: ['src/**/*.test.ts', 'vite/**/*.test.ts'],
          // A window and all that is imported for each file would take far longer than the tests.
          isolate: false,
        },
      },
      { extends: true, test: { ...tests, name: 'pages', include: ['src/**/*.test.tsx'] } },
    ],
  },
});
