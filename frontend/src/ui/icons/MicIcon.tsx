import { createIcon } from './create-icon.tsx';

export const MicIcon = createIcon(
  'MicIcon',
  'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.5',
);
