import { parseArgs } from 'node:util';
import { startDemoWhatsApp } from './control/demo-whatsapp.ts';

const USAGE = `A WhatsApp on this machine, and a demo phone to play on it.

  --port N          where clients connect (default: a free port)
  --control-port N  where the demo phone's page is (default: a free port)
  --state FILE      keep linked devices and chats in this file
  --help            this text
`;

function readPort(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--${name} must be a port, from 0 to 65535`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'control-port': { type: 'string' },
      state: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const demo = await startDemoWhatsApp({
    port: readPort('port', values.port),
    controlPort: readPort('control-port', values['control-port']),
    stateFile: values.state,
  });
  process.stdout.write(`Demo phone  ${demo.phoneUrl}\nWhatsApp    ${demo.url} (Baileys: waWebSocketUrl)\n`);

  const stop = () => {
    demo.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
