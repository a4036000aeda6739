import { createIcon } from './create-icon.tsx';

export const RefreshIcon = createIcon(
  'RefreshIcon',
  'M19.5 8A8.3 8.3 0 0 0 4 10M4.5 16A8.3 8.3 0 0 0 20 14M19.8 4v4.2h-4.2M4.2 20v-4.2h4.2',
);
