import { createIcon } from './create-icon.tsx';

export const ArrowForwardIcon = createIcon('ArrowForwardIcon', 'M5 12h14M13 6l6 6-6 6');
