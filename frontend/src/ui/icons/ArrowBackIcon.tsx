import { createIcon } from './create-icon.tsx';

export const ArrowBackIcon = createIcon('ArrowBackIcon', 'M19 12H5M11 6l-6 6 6 6');
