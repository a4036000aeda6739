import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router-dom';
import { aboutQuery } from '../../api/about-query.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { CheckIcon } from '../../ui/icons/CheckIcon.tsx';
import { CloseIcon } from '../../ui/icons/CloseIcon.tsx';
import { ExternalIcon } from '../../ui/icons/ExternalIcon.tsx';
import { usersQuery } from '../users/user-queries.ts';
import { connectionsQuery } from './connection-queries.ts';

const hiddenKey = 'ticketz.guide-hidden';
const stepNames = ['connect', 'invite', 'answer'] as const;
type StepName = (typeof stepNames)[number];
const pathOf: Record<StepName, string> = { connect: '/connections', invite: '/users', answer: '/' };

/** Which steps are done; null while that isn't known yet, `unknown` when it can't be found out. */
function useSetupProgress(): Record<StepName, boolean> | null | 'unknown' {
  const { data: connections, isError: noConnections } = useQuery(connectionsQuery);
  const { data: users, isError: noUsers } = useQuery(usersQuery());
  if (noConnections || noUsers) return 'unknown';
  if (!connections || !users) return null;
  return {
    connect: connections.some(({ connectedAt }) => connectedAt !== null),
    invite: users.length > 1,
    answer: connections.some(({ lastOutboundAt }) => lastOutboundAt !== null),
  };
}

interface SetupGuideProps {
  /** Does the first step where the guide is shown, instead of going to the connections. */
  onConnect?: () => void;
  /** What is shown once the guide isn't, because it is done or hidden. */
  children?: ReactNode;
}

/** The way to the first answered message, for admins; gone when it is done or has been hidden. */
export function SetupGuide({ onConnect, children }: SetupGuideProps) {
  const { t } = useTranslation('connections');
  const titleId = useId();
  const { pathname } = useLocation();
  const progress = useSetupProgress();
  const done = progress === 'unknown' ? null : progress;
  const { data: about } = useQuery(aboutQuery);
  const [hidden, setHidden] = useState(() => readStored(hiddenKey) !== null);
  const count = stepNames.filter((name) => done?.[name]).length;
  if (hidden || progress === 'unknown' || count === stepNames.length) return children;
  if (!done) return null;

  const next = stepNames.find((name) => !done[name]);
  const textOf: Record<StepName, string> = {
    connect: t('guide.connectText'),
    invite: t('guide.inviteText'),
    answer: about?.demoPhoneUrl ? t('guide.answerDemo') : t('guide.answerText'),
  };
  const variantOf = (name: StepName) => (name === next ? 'contained' : 'outlined');
  const action = (name: StepName): ReactNode => {
    const words = t(`guide.do.${name}`);
    if (name === 'connect' && onConnect) {
      return (
        <Button variant={variantOf(name)} onClick={onConnect}>
          {words}
        </Button>
      );
    }
    if (name === 'answer' && about?.demoPhoneUrl) {
      return (
        <Button
          variant={variantOf(name)}
          href={about.demoPhoneUrl}
          target="ticketz-demo-phone"
          rel="noopener"
          endIcon={<ExternalIcon />}
        >
          {t('link.demoCode')}
        </Button>
      );
    }
    // A button that leads to where one is already would seem broken.
    if (pathOf[name] === pathname) return null;
    return (
      <Button variant={variantOf(name)} component={Link} to={pathOf[name]}>
        {words}
      </Button>
    );
  };

  return (
    <Card component="section" aria-labelledby={titleId} sx={{ p: 2.5, mb: 3 }}>
      <Box sx={{ display: 'flex', alignItems: 'start', gap: 1 }}>
        <Typography id={titleId} variant="h2" sx={{ flex: 1 }}>
          {t('guide.title')}
        </Typography>
        <Tooltip title={t('guide.hide')}>
          <IconButton
            aria-label={t('guide.hide')}
            sx={{ mt: -1, mr: -1 }}
            onClick={() => {
              writeStored(hiddenKey, 'yes');
              setHidden(true);
            }}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {t('guide.progress', { done: count, total: stepNames.length })}
      </Typography>
      <LinearProgress
        variant="determinate"
        value={(count / stepNames.length) * 100}
        aria-label={t('guide.title')}
        sx={{ my: 1.5, height: 6 }}
      />
      <Box component="ol" sx={{ m: 0, p: 0, display: 'grid' }}>
        {stepNames.map((name, index) => (
          <GuideStep
            key={name}
            number={index + 1}
            title={t(`guide.${name}`)}
            text={textOf[name]}
            done={done[name]}
            action={action(name)}
          />
        ))}
      </Box>
    </Card>
  );
}

interface GuideStepProps {
  number: number;
  title: string;
  text: string;
  done: boolean;
  action: ReactNode;
}

function GuideStep({ number, title, text, done, action }: GuideStepProps) {
  const { t } = useTranslation('connections');
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '32px 1fr', sm: '32px 1fr auto' },
        alignItems: 'center',
        gap: 1.5,
        py: 1.5,
        borderTop: number > 1 ? 1 : 0,
        borderColor: 'divider',
      }}
    >
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 32,
          height: 32,
          flex: 'none',
          borderRadius: '50%',
          fontWeight: 600,
          bgcolor: done ? 'success.main' : 'surface.rail',
          color: done ? 'success.contrastText' : 'text.secondary',
        }}
      >
        {done ? <CheckIcon fontSize="small" titleAccess={t('guide.finished')} /> : number}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>{title}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text}
        </Typography>
      </Box>
      {done ? null : <Box sx={{ gridColumn: { xs: 2, sm: 3 } }}>{action}</Box>}
    </Box>
  );
}
