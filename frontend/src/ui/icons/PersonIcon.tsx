import { createIcon } from './create-icon.tsx';

export const PersonIcon = createIcon(
  'PersonIcon',
  'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.6-3.5 3.7-5.5 7.5-5.5s6.9 2 7.5 5.5',
);
