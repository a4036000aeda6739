import { createIcon } from './create-icon.tsx';

export const ChevronLeftIcon = createIcon('ChevronLeftIcon', 'M14.5 6l-6 6 6 6');
