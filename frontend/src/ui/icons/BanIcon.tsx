import { createIcon } from './create-icon.tsx';

export const BanIcon = createIcon(
  'BanIcon',
  'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM6 6l12 12',
);
