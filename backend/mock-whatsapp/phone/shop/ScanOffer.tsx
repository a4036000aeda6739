import { useEffect, useRef, useState } from 'react';
import type { PhoneView } from '../../control/view.ts';
import { scanQr } from '../live/control-client.ts';
import { Icon } from '../parts/Icon.tsx';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';

interface ScanOfferProps {
  phone: PhoneView;
  qr: string;
  onDone: () => void;
}

/** Asks before linking: an address alone must not be enough to link somebody's client. */
export function ScanOffer({ phone, qr, onDone }: ScanOfferProps) {
  const words = useWords();
  const task = useTask();
  const [linkedName, setLinkedName] = useState<string | null>(null);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => yes.current?.focus(), []);

  const accept = () =>
    task.run(async () => {
      const device = await scanQr(phone.number, qr);
      setLinkedName(device.name);
    });

  return (
    <section className="offer" aria-label={words.devices.offerTitle}>
      {linkedName ? (
        <>
          <output className="notice notice-good">
            <Icon name="check" /> {words.devices.success(linkedName)}
          </output>
          <button type="button" className="button button-wide" onClick={onDone}>
            {words.close}
          </button>
        </>
      ) : (
        <>
          <h3>{words.devices.offerTitle}</h3>
          <p>{words.devices.offer(phone.name)}</p>
          <p className="problem" role="alert">
            {task.problem}
          </p>
          <div className="offer-buttons">
            <button type="button" className="button button-quiet" onClick={onDone}>
              {words.devices.offerNo}
            </button>
            <button type="button" className="button" ref={yes} disabled={task.busy} onClick={accept}>
              {task.busy ? words.devices.linking : words.devices.offerYes}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
