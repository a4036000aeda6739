import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import { useTranslation } from 'react-i18next';
import { enterSends, undoSend, useEnterSends, useUndoSend } from './compose-preferences.ts';

/** How one likes to write: chosen is done, there is nothing to save. */
export function WritingForm() {
  const { t } = useTranslation('profile');
  const rows = [
    { name: 'enter', on: useEnterSends(), set: enterSends.set },
    { name: 'undo', on: useUndoSend(), set: undoSend.set },
  ] as const;
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {rows.map(({ name, on, set }) => (
        <div key={name}>
          <FormControlLabel
            control={<Switch checked={on} onChange={(_event, next) => set(next)} />}
            label={t(`writing.${name}`)}
          />
          <FormHelperText sx={{ mt: 0 }}>{t(`writing.${name}Hint`)}</FormHelperText>
        </div>
      ))}
    </Box>
  );
}
