import { createIcon } from './create-icon.tsx';

export const ArrowDownIcon = createIcon('ArrowDownIcon', 'M12 5v14M6 13l6 6 6-6');
