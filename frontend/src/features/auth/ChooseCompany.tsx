import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { BuildingIcon } from '../../ui/icons/BuildingIcon.tsx';
import type { CompanyChoice } from './use-log-in.ts';

interface ChooseCompanyProps {
  email: string;
  companies: CompanyChoice[];
  pending: boolean;
  onChoose: (companyId: string) => void;
  onBack: () => void;
}

/** One person, several companies: the second step of the log-in. */
export function ChooseCompany({ email, companies, pending, onChoose, onBack }: ChooseCompanyProps) {
  const { t } = useTranslation('auth');
  return (
    <section aria-labelledby="choose-company">
      <Typography
        id="choose-company"
        variant="h2"
        tabIndex={-1}
        ref={(node) => node?.focus()}
        sx={{ outline: 0 }}
      >
        {t('login.chooseCompanyTitle')}
      </Typography>
      <Typography sx={{ color: 'text.secondary', mb: 2, overflowWrap: 'anywhere' }}>
        {t('login.chooseCompanyText', { email })}
      </Typography>
      <List disablePadding sx={{ display: 'grid', gap: 1, mb: 2 }}>
        {companies.map((company) => (
          <ListItem key={company.id} disablePadding>
            <ListItemButton
              disabled={pending}
              onClick={() => onChoose(company.id)}
              sx={{ border: 1, borderColor: 'divider', borderRadius: 1.2, gap: 1.5, minHeight: 52 }}
            >
              <BuildingIcon color="action" />
              {company.name}
            </ListItemButton>
          </ListItem>
        ))}
      </List>
      <Button onClick={onBack} disabled={pending}>
        {t('login.otherAccount')}
      </Button>
    </section>
  );
}
