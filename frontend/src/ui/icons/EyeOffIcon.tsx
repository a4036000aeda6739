import { createIcon } from './create-icon.tsx';

export const EyeOffIcon = createIcon(
  'EyeOffIcon',
  'M4 4l16 16M9.9 5.8c.7-.2 1.4-.3 2.1-.3 6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.8 3.5M6.3 7.6A16 16 0 0 0 2.5 12S6 18.5 12 18.5c1.5 0 2.9-.4 4.1-1M9.9 10.1a2.8 2.8 0 0 0 3.9 3.9',
);
