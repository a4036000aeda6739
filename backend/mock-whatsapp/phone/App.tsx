import { useState } from 'react';
import { Announcer } from './Announcer.tsx';
import { Customers } from './customers/Customers.tsx';
import { FaultsDrawer } from './faults/FaultsDrawer.tsx';
import { Header } from './Header.tsx';
import { chatOf, countUnread, type LiveState } from './live/state.ts';
import { useLive } from './live/use-live.ts';
import { type Progress, Steps } from './Steps.tsx';
import { qrInAddress } from './shop/qr-text.ts';
import { ShopPhone } from './shop/ShopPhone.tsx';
import { useWords } from './words/use-words.tsx';

const STEPS_HIDDEN = 'demo-phone.steps-hidden';

type Side = 'shop' | 'customers';

export function App() {
  const words = useWords();
  const state = useLive();
  if (!state) {
    return <output className="loading">{words.loading}</output>;
  }
  return <Demo state={state} />;
}

function Demo({ state }: { state: LiveState }) {
  const words = useWords();
  const [chosenPhone, choosePhone] = useState<string | null>(null);
  const [side, setSide] = useState<Side>(() => firstSide(state));
  const [stepsShown, setStepsShown] = useState(() => localStorage.getItem(STEPS_HIDDEN) === null);
  const [faultsShown, setFaultsShown] = useState(false);
  const [offeredQr, setOfferedQr] = useState(() => qrInAddress(location.href));
  const phone = state.phones.find(({ number }) => number === chosenPhone) ?? state.phones[0];
  if (!phone) return <p className="loading">{words.errors.unknown}</p>;

  const showSteps = (shown: boolean) => {
    if (shown) localStorage.removeItem(STEPS_HIDDEN);
    else localStorage.setItem(STEPS_HIDDEN, 'yes');
    setStepsShown(shown);
  };
  const endOffer = () => {
    setOfferedQr(null);
    // So that a reload doesn't offer the same code, long over, again.
    history.replaceState(null, '', location.pathname);
  };
  return (
    <div className="page" data-side={side}>
      <Header
        stepsShown={stepsShown}
        onShowSteps={() => showSteps(true)}
        onFaults={() => setFaultsShown(true)}
      />
      {stepsShown && <Steps progress={progressOf(state)} onHide={() => showSteps(false)} />}
      <Switcher side={side} unread={unreadOfCustomers(state, phone.number)} onSwitch={setSide} />
      <main>
        <ShopPhone
          state={state}
          phone={phone}
          offeredQr={offeredQr}
          onOfferDone={endOffer}
          onChoosePhone={choosePhone}
        />
        <Customers state={state} phone={phone} />
      </main>
      {faultsShown && <FaultsDrawer phone={phone} onClose={() => setFaultsShown(false)} />}
      <Announcer state={state} phone={phone.number} />
      <output className="toast-place">
        {!state.connected && <span className="toast">{words.offline}</span>}
      </output>
    </div>
  );
}

interface SwitcherProps {
  side: Side;
  unread: number;
  onSwitch: (side: Side) => void;
}

/** On a narrow screen: whose screen to look at. */
function Switcher({ side, unread, onSwitch }: SwitcherProps) {
  const words = useWords();
  const labels = { shop: words.switcher.shop, customers: words.switcher.customers };
  return (
    <nav className="switcher" aria-label={words.switcher.label}>
      {(['shop', 'customers'] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-current={side === one ? 'page' : undefined}
          onClick={() => onSwitch(one)}
        >
          {labels[one]}
          {one === 'customers' && unread > 0 && <span className="badge">{unread}</span>}
        </button>
      ))}
    </nav>
  );
}

const isLinked = (state: LiveState) => state.phones.some((phone) => phone.devices.length > 0);

/** Who comes to link starts at the shop's phone; who has done so writes as a customer. */
const firstSide = (state: LiveState): Side =>
  isLinked(state) && !qrInAddress(location.href) ? 'customers' : 'shop';

function progressOf(state: LiveState): Progress {
  const messages = state.chats.flatMap((chat) => chat.onCustomer);
  return {
    linked: isLinked(state),
    wrote: messages.some((message) => message.mine),
    answered: messages.some((message) => !message.mine),
  };
}

const unreadOfCustomers = (state: LiveState, phone: string) =>
  state.customers.reduce(
    (sum, { number }) => sum + countUnread(chatOf(state.chats, phone, number).onCustomer),
    0,
  );
