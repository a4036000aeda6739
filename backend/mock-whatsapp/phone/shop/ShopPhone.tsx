import { useState } from 'react';
import type { PhoneView } from '../../control/view.ts';
import type { LiveState } from '../live/state.ts';
import { Icon } from '../parts/Icon.tsx';
import { formatNumber } from '../words/format.ts';
import { useWords } from '../words/use-words.tsx';
import { Devices } from './Devices.tsx';
import { ScanOffer } from './ScanOffer.tsx';
import { ShopChats } from './ShopChats.tsx';

interface ShopPhoneProps {
  state: LiveState;
  phone: PhoneView;
  /** The text of a QR code that somebody came here with. */
  offeredQr: string | null;
  onOfferDone: () => void;
  onChoosePhone: (number: string) => void;
}

/** The phone of the business: its chats, and the devices linked to it. */
export function ShopPhone({ state, phone, offeredQr, onOfferDone, onChoosePhone }: ShopPhoneProps) {
  const words = useWords();
  const linked = phone.devices.length > 0;
  const [tab, setTab] = useState<'chats' | 'devices'>(linked ? 'chats' : 'devices');

  return (
    <section className="shop-phone" aria-labelledby="shop-phone-heading">
      <div className="phone-screen">
        <header className="phone-header">
          <p className="eyebrow">{words.shop.heading}</p>
          <div className="phone-title">
            <h2 id="shop-phone-heading">{phone.name}</h2>
            <span className={linked ? 'pill pill-good' : 'pill'}>
              {linked ? words.shop.linked(phone.devices.length) : words.shop.notLinked}
            </span>
          </div>
          <PhoneNumber state={state} phone={phone} onChoosePhone={onChoosePhone} />
        </header>
        <div className="phone-body">
          {tab === 'chats' ? (
            <ShopChats state={state} phone={phone} onLink={() => setTab('devices')} />
          ) : (
            <Devices key={phone.number} phone={phone} />
          )}
        </div>
        <nav className="phone-tabs" aria-label={phone.name}>
          <TabButton
            icon="chats"
            label={words.shop.chats}
            on={tab === 'chats'}
            onOpen={() => setTab('chats')}
          />
          <TabButton
            icon="laptop"
            label={words.shop.devices}
            on={tab === 'devices'}
            onOpen={() => setTab('devices')}
          />
        </nav>
        {offeredQr && <ScanOffer phone={phone} qr={offeredQr} onDone={onOfferDone} />}
      </div>
    </section>
  );
}

function PhoneNumber({
  state,
  phone,
  onChoosePhone,
}: Pick<ShopPhoneProps, 'state' | 'phone' | 'onChoosePhone'>) {
  const words = useWords();
  if (state.phones.length < 2) return <p className="muted">{formatNumber(phone.number)}</p>;
  return (
    <select
      aria-label={words.shop.choose}
      value={phone.number}
      onChange={(event) => onChoosePhone(event.target.value)}
    >
      {state.phones.map(({ number, name }) => (
        <option key={number} value={number}>
          {name} · {formatNumber(number)}
        </option>
      ))}
    </select>
  );
}

interface TabButtonProps {
  icon: 'chats' | 'laptop';
  label: string;
  on: boolean;
  onOpen: () => void;
}

const TabButton = ({ icon, label, on, onOpen }: TabButtonProps) => (
  <button type="button" className="phone-tab" aria-current={on ? 'page' : undefined} onClick={onOpen}>
    <Icon name={icon} />
    {label}
  </button>
);
