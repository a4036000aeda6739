import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { watchForNewVersion } from './app/new-version.ts';
import { startI18n } from './i18n/i18n.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startI18n();
createRoot(root).render(<App />);
watchForNewVersion();
