import { createIcon } from './create-icon.tsx';

export const LogOutIcon = createIcon(
  'LogOutIcon',
  'M9.5 20H6.5A2 2 0 0 1 4.5 18V6a2 2 0 0 1 2-2h3M15 16l4-4-4-4M19 12H9.5',
);
