import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { variableNames } from '@ticketz/contract/variables';
import { useTranslation } from 'react-i18next';

interface VariableChipsProps {
  /** Gets what stands for the variable in a text: `{{name}}`. */
  onAdd: (variable: string) => void;
}

/** What can be put into a text, to be filled in when it is sent. Its words come with those of the composer. */
export function VariableChips({ onAdd }: VariableChipsProps) {
  const { t } = useTranslation('compose');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, mb: 1 }}>
      {variableNames.map((name) => (
        <Chip
          key={name}
          size="small"
          variant="outlined"
          label={t(`quick.variable.${name}`)}
          title={`{{${name}}}`}
          onClick={() => onAdd(`{{${name}}}`)}
        />
      ))}
    </Box>
  );
}
