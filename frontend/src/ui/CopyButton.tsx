import Button, { type ButtonProps } from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../lib/copy-text.ts';
import { CheckIcon } from './icons/CheckIcon.tsx';
import { CopyIcon } from './icons/CopyIcon.tsx';

interface CopyButtonProps extends Omit<ButtonProps, 'onClick' | 'startIcon' | 'children'> {
  text: string;
  label?: string;
}

/** Copies a text and says so for two seconds, without changing its width. */
export function CopyButton({ text, label, ...button }: CopyButtonProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const idle = label ?? t('action.copy');
  return (
    <Button
      {...button}
      startIcon={copied ? <CheckIcon /> : <CopyIcon />}
      onClick={() => void copyText(text).then(setCopied)}
    >
      <span aria-live="polite" style={{ display: 'grid' }}>
        <span style={{ gridArea: '1 / 1', visibility: copied ? 'hidden' : 'visible' }}>{idle}</span>
        <span style={{ gridArea: '1 / 1', visibility: copied ? 'visible' : 'hidden' }}>
          {t('action.copied')}
        </span>
      </span>
    </Button>
  );
}
