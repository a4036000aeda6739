import { createIcon } from './create-icon.tsx';

export const LinkIcon = createIcon(
  'LinkIcon',
  'M10 14a4.2 4.2 0 0 0 6 0l3.3-3.3a4.24 4.24 0 0 0-6-6L12 6M14 10a4.2 4.2 0 0 0-6 0l-3.3 3.3a4.24 4.24 0 0 0 6 6L12 18',
);
