import { createIcon } from './create-icon.tsx';

export const BellOffIcon = createIcon(
  'BellOffIcon',
  'M4 4l16 16M8.2 6.1A5.5 5.5 0 0 1 17.5 10c0 1.6.25 2.8.6 3.7M6.5 10c0 4.5-2 5.5-2 6.5h12M10 19.5a2.2 2.2 0 0 0 4 0',
);
