import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('phone'),
  base: './',
  plugins: [react()],
  logLevel: 'warn',
  build: { outDir: here('dist/phone'), emptyOutDir: true, assetsInlineLimit: 0 },
});
