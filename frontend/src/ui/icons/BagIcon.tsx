import { createIcon } from './create-icon.tsx';

export const BagIcon = createIcon(
  'BagIcon',
  'M5.5 8h13l1 11.5a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1zM9 10.5V7a3 3 0 0 1 6 0v3.5',
);
