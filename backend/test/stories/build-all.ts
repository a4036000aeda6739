import { ensureBuilt } from './built-parts.ts';

/** Once for a run: stories and torture run beside each other, and must not build beside each other. */
export default function setup(): void {
  ensureBuilt('contract', 'demoPhone', 'server', 'pages');
}
