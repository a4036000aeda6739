import { createIcon } from './create-icon.tsx';

export const AlertIcon = createIcon('AlertIcon', 'M12 4 2.8 19.5h18.4L12 4ZM12 10v4.5M12 17v.1');
