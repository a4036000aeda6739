import { createIcon } from './create-icon.tsx';

export const DoubleTickIcon = createIcon('DoubleTickIcon', 'M2.5 12.5l4 4 8-9M11.5 15l1.5 1.5 8-9');
