import { createIcon } from './create-icon.tsx';

export const SmileIcon = createIcon(
  'SmileIcon',
  'M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM8.500 14a4.200 4.200 0 0 0 7 0M9 9.500h.01M15 9.500h.01',
);
