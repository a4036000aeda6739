import { createIcon } from './create-icon.tsx';

export const FilterIcon = createIcon('FilterIcon', 'M4 7h16M7 12h10M10.5 17h3');
