import { createIcon } from './create-icon.tsx';

export const TagIcon = createIcon(
  'TagIcon',
  'M4 5.5A1.5 1.5 0 0 1 5.5 4h6l8 8a2 2 0 0 1 0 2.8l-4.7 4.7a2 2 0 0 1-2.8 0l-8-8zM8.5 8.5h.01',
);
