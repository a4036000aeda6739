import { createIcon } from './create-icon.tsx';

export const InfoIcon = createIcon(
  'InfoIcon',
  'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5M12 7.8v.1',
);
