import { createIcon } from './create-icon.tsx';

export const ArrowUpIcon = createIcon('ArrowUpIcon', 'M12 19V5M6 11l6-6 6 6');
