import { createIcon } from './create-icon.tsx';

export const ExternalIcon = createIcon(
  'ExternalIcon',
  'M13.5 4.5h6v6M19.5 4.5 11 13M18 14v4.5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 4 18.5v-11A1.5 1.5 0 0 1 5.5 6H10',
);
