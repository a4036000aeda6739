import { createIcon } from './create-icon.tsx';

export const WifiOffIcon = createIcon(
  'WifiOffIcon',
  'M3.5 3.5l17 17M2.5 9.2a14 14 0 0 1 4.3-2.7M10.5 5.3a14 14 0 0 1 11 3.9M5.8 12.8a9.3 9.3 0 0 1 4.4-2.4M14.8 10.7a9.3 9.3 0 0 1 3.4 2.1M9.2 16.2a4.5 4.5 0 0 1 5.6 0M12 19.5v.1',
);
