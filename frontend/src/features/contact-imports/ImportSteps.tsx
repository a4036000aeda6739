import type { ContactImport } from '@ticketz/contract/contact-imports';
import { useState } from 'react';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportResult } from './ImportResult.tsx';
import { ImportSettingsForm } from './ImportSettingsForm.tsx';

/** One import where it stands: its columns, how far it is, what came of it. */
export function ImportSteps({ contactImport }: { contactImport: ContactImport }) {
  const { state } = contactImport;
  const [changing, setChanging] = useState(false);
  if (state === 'checking' || state === 'running' || state === 'numbers') {
    return <ImportProgress contactImport={contactImport} />;
  }
  if (state === 'draft' || (state === 'checked' && changing)) {
    return <ImportSettingsForm contactImport={contactImport} onChecked={() => setChanging(false)} />;
  }
  return <ImportResult contactImport={contactImport} onChange={() => setChanging(true)} />;
}
