import { createIcon } from './create-icon.tsx';

export const KeyIcon = createIcon(
  'KeyIcon',
  'M8.5 19.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM11.7 11.8 19.5 4M16.5 7l2.8 2.8',
);
