import { createIcon } from './create-icon.tsx';

export const DocumentIcon = createIcon(
  'DocumentIcon',
  'M7 3.5h7l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 19V5A1.5 1.5 0 0 1 7 3.5zM13.5 3.5V8.5h5M9 13h6M9 16.5h4',
);
