import { createIcon } from './create-icon.tsx';

export const AttachIcon = createIcon(
  'AttachIcon',
  'M19 11.500 12.200 18.300a4.500 4.500 0 0 1-6.400-6.400l7.300-7.300a3 3 0 0 1 4.300 4.300l-7.200 7.200a1.500 1.500 0 0 1-2.200-2.200L14.600 7.300',
);
