import { createIcon } from './create-icon.tsx';

export const PinIcon = createIcon(
  'PinIcon',
  'M12 3.5a6.5 6.5 0 0 1 6.5 6.5c0 4.5-6.5 10.5-6.5 10.5S5.5 14.5 5.5 10A6.5 6.5 0 0 1 12 3.5zM12 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
);
