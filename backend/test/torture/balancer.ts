import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands in front of several web processes: passes each connection on to one that takes it. */
export interface Balancer {
  url: string;
  close(): Promise<void>;
}

export async function startBalancer(ports: number[]): Promise<Balancer> {
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((browser) => {
    open.add(browser);
    browser.once('close', () => open.delete(browser));
    turn += 1;
    passOn(browser, [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)]);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function passOn(browser: Socket, [port, ...others]: number[]): void {
  if (port === undefined) {
    browser.destroy();
    return;
  }
  const web = connect(port, '127.0.0.1');
  const refused = () => passOn(browser, others);
  const hungUp = () => web.destroy();
  web.once('error', refused);
  browser.once('close', hungUp);
  browser.on('error', () => undefined);
  web.once('connect', () => {
    web.off('error', refused);
    web.on('error', () => undefined);
    web.once('close', () => browser.destroy());
    browser.pipe(web).pipe(browser);
  });
}
