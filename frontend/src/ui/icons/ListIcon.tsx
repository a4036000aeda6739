import { createIcon } from './create-icon.tsx';

export const ListIcon = createIcon(
  'ListIcon',
  'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
);
