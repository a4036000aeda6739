import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Device } from '../data/account.ts';
import { Connection, type ConnectionHooks } from './connection.ts';
import { welcome } from './login.ts';
import { type MediaHost, startMediaHost } from './media-host.ts';
import type { Network } from './network.ts';
import { makeServerIdentity } from './noise.ts';
import { PairingDesk } from './pairing.ts';
import { CodePairing } from './pairing-code.ts';
import { route } from './router.ts';

const MAX_FRAME = 32 * 1024 * 1024;
/** Until its handshake is done nobody knows whose connection it is; then faults may make it late or silent. */
const AT_ONCE = 0;

/** The listening side: sockets in, connections out. */
export class Server {
  readonly desk: PairingDesk;
  readonly codes: CodePairing;
  private readonly network: Network;
  private readonly http: HttpServer = createServer((_, response) => response.writeHead(426).end());
  private readonly sockets: WebSocketServer;
  private readonly identity = makeServerIdentity();
  private readonly connections = new Set<Connection>();
  private media: MediaHost | undefined;

  constructor(network: Network) {
    this.network = network;
    this.desk = new PairingDesk(network);
    this.codes = new CodePairing(network, this.desk);
    this.sockets = new WebSocketServer({
      server: this.http,
      perMessageDeflate: false,
      maxPayload: MAX_FRAME,
    });
    this.sockets.on('connection', (socket, request) => {
      const { logger } = this.network;
      const { identity, hooks } = this;
      this.connections.add(new Connection({ socket, tcp: request.socket, identity, hooks, logger }));
    });
  }

  /** Listens; gives the URL for clients. */
  async listen(host: string, port: number, mediaPort: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', reject);
      this.http.listen(port, host, resolve);
    });
    this.media = await startMediaHost(host, mediaPort, this.network.media);
    this.network.mediaHost = this.media.host;
    return `ws://${host}:${(this.http.address() as AddressInfo).port}/ws/chat`;
  }

  /** The media host's certificate, PEM. */
  get mediaCertificate(): string {
    return this.media?.certificate ?? '';
  }

  async stop(): Promise<void> {
    for (const connection of this.connections) connection.cut();
    this.sockets.close();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
    await this.media?.stop();
  }

  private readonly hooks: ConnectionHooks = {
    hello: (connection, handshake) => welcome(this.network, this.desk, connection, handshake),
    node: (connection, node) => {
      const { network, desk, codes } = this;
      return route({ network, desk, codes, connection }, node);
    },
    closed: (connection) => {
      this.connections.delete(connection);
      this.desk.leave(connection);
      this.codes.leave(connection);
      this.network.detach(connection);
    },
    lateness: ({ device }) => (device ? this.latenessOf(device) : AT_ONCE),
  };

  private latenessOf({ account }: Device): number | undefined {
    const { plan } = this.network;
    if (plan.peek('silent', account.number) !== undefined) return undefined;
    return plan.peek('delay', account.number) ?? AT_ONCE;
  }
}
