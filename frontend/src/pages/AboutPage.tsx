import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { aboutQuery } from '../api/about-query.ts';
import { ExternalIcon } from '../ui/icons/ExternalIcon.tsx';
import { Logo } from '../ui/Logo.tsx';
import { Page } from '../ui/Page.tsx';
import { QueryView } from '../ui/QueryView.tsx';

export function AboutPage() {
  const { t } = useTranslation('about');
  const query = useQuery(aboutQuery);
  return (
    <Page title={t('title')} description={t('description')} width={680}>
      <QueryView
        query={query}
        skeleton={<Skeleton variant="rounded" height={260} sx={{ borderRadius: 1.4 }} />}
      >
        {(about) => (
          <Card sx={{ p: 3 }}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 2 }}>
              <Logo size={44} />
              <Typography variant="h2">{about.name}</Typography>
            </Box>
            <Box component="dl" sx={{ m: 0, display: 'grid', gap: 2 }}>
              <Fact name={t('version')}>{about.version}</Fact>
              <Fact name={t('licence')}>{t('licenceText')}</Fact>
              <Fact name={t('source')}>
                {t('sourceText')}
                <Box sx={{ mt: 1 }}>
                  <Button
                    variant="outlined"
                    href={about.sourceUrl}
                    target="_blank"
                    rel="noopener noreferrer"
                    endIcon={<ExternalIcon />}
                  >
                    {t('sourceLink')}
                  </Button>
                </Box>
              </Fact>
            </Box>
          </Card>
        )}
      </QueryView>
      <Typography variant="body2" sx={{ color: 'text.secondary', mt: 2, textWrap: 'pretty' }}>
        {t('whatsapp')}
      </Typography>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Typography component="dt" variant="body2" sx={{ color: 'text.secondary' }}>
        {name}
      </Typography>
      <Typography component="dd" sx={{ m: 0 }}>
        {children}
      </Typography>
    </div>
  );
}
