import { useState } from 'react';
import type { DeviceView, PhoneView } from '../../control/view.ts';
import { enterPairingCode, scanQr } from '../live/control-client.ts';
import { Icon } from '../parts/Icon.tsx';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';
import { looksLikeQr } from './qr-text.ts';

interface LinkDeviceProps {
  phone: PhoneView;
  onLinked: (device: DeviceView) => void;
}

export const LinkDevice = (props: LinkDeviceProps) => (
  <div className="link-device">
    <LinkByQr {...props} />
    <LinkByCode {...props} />
  </div>
);

function LinkByQr({ phone, onLinked }: LinkDeviceProps) {
  const words = useWords();
  const [qr, setQr] = useState('');
  const task = useTask();

  const link = (text: string) => {
    if (!looksLikeQr(text)) return task.setProblem(words.errors.malformed);
    task.run(async () => onLinked(await scanQr(phone.number, text.trim())));
  };
  const pasteAndLink = () => {
    readClipboard().then(
      (text) => {
        if (text.trim() === '') return task.setProblem(words.devices.clipboardEmpty);
        setQr(text);
        link(text);
      },
      () => task.setProblem(words.devices.clipboardRefused),
    );
  };

  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        link(qr);
      }}
    >
      <h3>{words.devices.byQr}</h3>
      <p>{words.devices.byQrHow}</p>
      <button type="button" className="button button-wide" disabled={task.busy} onClick={pasteAndLink}>
        <Icon name="clipboard" /> {task.busy ? words.devices.linking : words.devices.paste}
      </button>
      <div className="field-row">
        <input
          type="text"
          aria-label={words.devices.qrField}
          aria-describedby={task.problem ? 'qr-problem' : undefined}
          placeholder={words.devices.qrField}
          value={qr}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setQr(event.target.value)}
        />
        <button type="submit" className="button button-quiet" disabled={task.busy || qr.trim() === ''}>
          {words.devices.linkNow}
        </button>
      </div>
      <p className="problem" id="qr-problem" role="alert">
        {task.problem}
      </p>
    </form>
  );
}

const CODE_LENGTH = 8;

function LinkByCode({ phone, onLinked }: LinkDeviceProps) {
  const words = useWords();
  const [code, setCode] = useState('');
  const task = useTask();
  const bare = code.replace(/[\s-]/g, '');

  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        task.run(async () => onLinked(await enterPairingCode(phone.number, bare)));
      }}
    >
      <h3>{words.devices.byCode}</h3>
      <p>{words.devices.byCodeHow}</p>
      <div className="field-row">
        <input
          type="text"
          className="code-field"
          aria-label={words.devices.codeField}
          aria-describedby={task.problem ? 'code-problem' : undefined}
          placeholder="ABCD-1234"
          value={code}
          maxLength={CODE_LENGTH + 3}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
        />
        <button
          type="submit"
          className="button button-quiet"
          disabled={task.busy || bare.length !== CODE_LENGTH}
        >
          {task.busy ? words.devices.linking : words.devices.linkNow}
        </button>
      </div>
      <p className="problem" id="code-problem" role="alert">
        {task.problem}
      </p>
    </form>
  );
}

/** Async, because where the page isn't on a secure address there is no `clipboard`, and that throws. */
async function readClipboard(): Promise<string> {
  return navigator.clipboard.readText();
}
