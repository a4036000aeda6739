import { createIcon } from './create-icon.tsx';

export const EditIcon = createIcon(
  'EditIcon',
  'M4.5 19.5l.8-4L16 4.8a1.7 1.7 0 0 1 2.4 0l.8.8a1.7 1.7 0 0 1 0 2.4L8.5 18.7l-4 .8ZM14 6.8l3.2 3.2',
);
