import { createIcon } from './create-icon.tsx';

export const SearchIcon = createIcon(
  'SearchIcon',
  'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 20 20',
);
