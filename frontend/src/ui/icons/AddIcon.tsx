import { createIcon } from './create-icon.tsx';

export const AddIcon = createIcon('AddIcon', 'M12 5v14M5 12h14');
