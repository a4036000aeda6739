import { createIcon } from './create-icon.tsx';

export const CheckCircleIcon = createIcon(
  'CheckCircleIcon',
  'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM8.5 12.2l2.5 2.5 4.7-5',
);
