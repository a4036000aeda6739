import { createIcon } from './create-icon.tsx';

export const ForwardIcon = createIcon(
  'ForwardIcon',
  'M14 6l5.500 5.500L14 17M19.500 11.500H11a6.500 6.500 0 0 0-6.500 6.500',
);
