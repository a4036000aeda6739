import { createIcon } from './create-icon.tsx';

export const SidePanelIcon = createIcon(
  'SidePanelIcon',
  'M5.5 4.5h13a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2v-11a2 2 0 0 1 2-2zM14.5 4.5v15',
);
