import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton.tsx';

interface CredentialsToPassOnProps {
  email: string;
  password: string;
  onClose: () => void;
}

/** A new person's log-in, shown once, to copy and pass on. */
export function CredentialsToPassOn({ email, password, onClose }: CredentialsToPassOnProps) {
  const { t } = useTranslation('users');
  const facts = [
    [t('create.address'), location.origin],
    [t('field.email'), email],
    [t('field.password'), password],
  ] as const;
  const all = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <>
      <DialogContent sx={{ '&&': { pt: 0 } }}>
        <Typography sx={{ color: 'text.secondary', mb: 2 }}>{t('create.doneText')}</Typography>
        <Box
          component="dl"
          sx={{
            m: 0,
            p: 2,
            borderRadius: 1.2,
            bgcolor: 'surface.sunken',
            border: 1,
            borderColor: 'divider',
            display: 'grid',
            gap: 1.25,
          }}
        >
          {facts.map(([name, value]) => (
            <div key={name}>
              <Typography component="dt" variant="caption" sx={{ color: 'text.secondary' }}>
                {name}
              </Typography>
              <Typography
                component="dd"
                sx={{
                  m: 0,
                  overflowWrap: 'anywhere',
                  fontFamily: 'ui-monospace, "Liberation Mono", monospace',
                }}
              >
                {value}
              </Typography>
            </div>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <CopyButton text={all} label={t('create.copyBoth')} variant="contained" autoFocus />
        <Button onClick={onClose}>{t('create.close')}</Button>
      </DialogActions>
    </>
  );
}
