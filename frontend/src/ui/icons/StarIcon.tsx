import { createIcon } from './create-icon.tsx';

export const StarIcon = createIcon(
  'StarIcon',
  'M12 4l2.5 5 5.5.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.5-.8L12 4Z',
);
