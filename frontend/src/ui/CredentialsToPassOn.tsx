import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton.tsx';

interface CredentialsToPassOnProps {
  email: string;
  password: string;
  onClose: () => void;
}

/** A new person's log-in, shown once, to copy and pass on. */
export function CredentialsToPassOn({ email, password, onClose }: CredentialsToPassOnProps) {
  const { t } = useTranslation();
  const facts = [
    [t('credentials.address'), location.origin],
    [t('credentials.email'), email],
    [t('credentials.password'), password],
  ] as const;
  const all = facts.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <>
      <DialogContent sx={{ '&&': { pt: 0 } }}>
        <Typography sx={{ color: 'text.secondary', mb: 2 }}>{t('credentials.text')}</Typography>
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
        <CopyButton text={all} label={t('credentials.copy')} variant="contained" autoFocus />
        <Button onClick={onClose}>{t('credentials.done')}</Button>
      </DialogActions>
    </>
  );
}
