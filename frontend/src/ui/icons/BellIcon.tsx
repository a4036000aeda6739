import { createIcon } from './create-icon.tsx';

export const BellIcon = createIcon(
  'BellIcon',
  'M6.5 10a5.5 5.5 0 0 1 11 0c0 4.5 2 5.5 2 6.5h-15c0-1 2-2 2-6.5zM10 19.5a2.2 2.2 0 0 0 4 0',
);
