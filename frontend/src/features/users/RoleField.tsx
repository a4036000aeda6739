import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import { assignableRoles } from '@ticketz/contract/users';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';

export type AssignableRole = (typeof assignableRoles)[number];

interface RoleFieldProps {
  value: AssignableRole;
  onChange: (role: AssignableRole) => void;
  disabled?: boolean;
  hint?: ReactNode;
}

/** The roles one can give, each with what it means. */
export function RoleField({ value, onChange, disabled = false, hint }: RoleFieldProps) {
  const { t } = useTranslation(['users', 'common']);
  const labelId = useId();
  return (
    <FormControl disabled={disabled}>
      <FormLabel id={labelId} sx={{ '&.Mui-disabled': { color: 'text.secondary' } }}>
        {t('field.role')}
      </FormLabel>
      <RadioGroup
        aria-labelledby={labelId}
        value={value}
        onChange={(_event, next) => {
          const role = assignableRoles.find((known) => known === next);
          if (role) onChange(role);
        }}
      >
        {assignableRoles.toReversed().map((role) => (
          <FormControlLabel
            key={role}
            value={role}
            control={<Radio />}
            sx={{ alignItems: 'flex-start', mt: 0.5, '& .MuiRadio-root': { py: 0.75 } }}
            label={
              <>
                <Typography sx={{ fontWeight: 600, pt: 0.5 }}>{t(`common:role.${role}`)}</Typography>
                <Typography variant="body2" sx={{ color: 'text.secondary' }}>
                  {t(`roleHint.${role}`)}
                </Typography>
              </>
            }
          />
        ))}
      </RadioGroup>
      {hint ? (
        <FormHelperText sx={{ mx: 0, '&.Mui-disabled': { color: 'text.secondary' } }}>{hint}</FormHelperText>
      ) : null}
    </FormControl>
  );
}
