import { createIcon } from './create-icon.tsx';

export const PeopleIcon = createIcon(
  'PeopleIcon',
  'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.8 19.5c.4-3.2 3-5 6.2-5s5.8 1.8 6.2 5M15.5 4.9a3.5 3.5 0 0 1 0 6.2M17.5 14.9c2.2.6 3.5 2.3 3.8 4.6',
);
