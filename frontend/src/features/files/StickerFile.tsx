import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownFile } from './shown-file.ts';

const size = 160;

/** A sticker, moving if it does: without a bubble around it. */
export function StickerFile({ file }: { file: ShownFile }) {
  const { t } = useTranslation('files');
  const [broken, setBroken] = useState(false);
  const source = broken ? null : (file.url ?? file.thumbnailUrl);
  return source ? (
    <img
      src={source}
      alt={t('alt.sticker')}
      width={size}
      height={size}
      loading="lazy"
      draggable={false}
      onError={() => setBroken(true)}
      style={{ display: 'block', objectFit: 'contain' }}
    />
  ) : (
    <div style={{ width: size, height: size, display: 'grid', placeItems: 'center' }}>{t('alt.sticker')}</div>
  );
}
