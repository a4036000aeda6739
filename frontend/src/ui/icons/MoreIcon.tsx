import { createIcon } from './create-icon.tsx';

export const MoreIcon = createIcon('MoreIcon', 'M12 5.5v.01M12 12v.01M12 18.5v.01', 2.75);
