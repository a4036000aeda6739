import { createIcon } from './create-icon.tsx';

export const ChevronRightIcon = createIcon('ChevronRightIcon', 'M9.5 6l6 6-6 6');
