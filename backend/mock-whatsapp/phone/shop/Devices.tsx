import { useState } from 'react';
import type { DeviceView, PhoneView } from '../../control/view.ts';
import { logOutDevice } from '../live/control-client.ts';
import { Icon } from '../parts/Icon.tsx';
import { useTask } from '../parts/use-task.ts';
import { useWords } from '../words/use-words.tsx';
import { LinkDevice } from './LinkDevice.tsx';

/** What is linked to the phone, and the ways to link more. */
export function Devices({ phone }: { phone: PhoneView }) {
  const words = useWords();
  const [linking, setLinking] = useState(false);
  const [linkedName, setLinkedName] = useState<string | null>(null);
  const none = phone.devices.length === 0;

  return (
    <div className="devices">
      <output>
        {linkedName && (
          <span className="notice notice-good">
            <Icon name="check" /> {words.devices.success(linkedName)}
          </span>
        )}
      </output>
      {none ? (
        <div className="devices-none">
          <h3>{words.devices.none}</h3>
          <p>{words.devices.noneHow}</p>
        </div>
      ) : (
        <ul className="device-list" aria-label={words.shop.devices}>
          {phone.devices.map((device) => (
            <Device key={device.id} phone={phone} device={device} />
          ))}
        </ul>
      )}
      {none || linking ? (
        <LinkDevice
          phone={phone}
          onLinked={(device) => {
            setLinking(false);
            setLinkedName(device.name);
          }}
        />
      ) : (
        <button
          type="button"
          className="button button-wide"
          onClick={() => {
            setLinkedName(null);
            setLinking(true);
          }}
        >
          <Icon name="plus" /> {words.devices.link}
        </button>
      )}
    </div>
  );
}

function Device({ phone, device }: { phone: PhoneView; device: DeviceView }) {
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const task = useTask();
  const name = device.name || words.devices.device(device.id);

  const logOut = () => {
    if (!asked) return setAsked(true);
    task.run(async () => {
      await logOutDevice(phone.number, device.id);
    });
  };
  return (
    <li className="device">
      <Icon name="laptop" size={26} />
      <div className="device-text">
        <span className="device-name">{name}</span>
        <span className={device.online ? 'device-state device-online' : 'device-state'}>
          {device.online ? words.devices.connected : words.devices.away}
        </span>
      </div>
      <button
        type="button"
        className={asked ? 'button button-danger' : 'button button-quiet'}
        aria-label={asked ? undefined : words.devices.logOutOf(name)}
        disabled={task.busy}
        onClick={logOut}
        onBlur={() => setAsked(false)}
      >
        {asked ? words.devices.logOutSure : words.devices.logOut}
      </button>
      {task.problem && <p className="problem">{task.problem}</p>}
    </li>
  );
}
