import { ephemeralEvents, realtimeEvents } from '@ticketz/contract/realtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allJobs } from '../../src/app/jobs.ts';
import type { Realtime } from '../../src/core/realtime.ts';
import { endpointColumns, endpointRows } from './endpoint-matrix.ts';
import { endpoints } from './endpoints.ts';
import { propertyNames, toSchema } from './sample.ts';
import { type SecurityApp, startSecurityApp } from './security-app.ts';
import { socketColumns, socketRows } from './socket-matrix.ts';

let app: SecurityApp;
let reached: string[][];
let heard: string[][];
let jobs: string[][];

beforeAll(async () => {
  app = await startSecurityApp();
  reached = await endpointRows(app);
  heard = await socketRows(app.app);
  jobs = jobRows();
}, 300_000);
afterAll(() => app.close());

/** What a job is told decides whose rows it may touch. */
function jobRows(): string[][] {
  // Only listed, never run: so they need no bus.
  const definitions = allJobs({} as Realtime);
  return definitions.map(({ name, schema, everyMs }) => {
    const data = propertyNames(toSchema(schema, 'input')).sort();
    return [name, everyMs ? `every ${everyMs / 1000} s` : 'when asked', data.join(', ') || 'nothing'];
  });
}

describe('The isolation matrix', () => {
  it('has a row for every endpoint', () => {
    expect(reached.map(([name]) => name)).toEqual(endpoints.map(([name]) => name));
  });

  it('has a row for every event', () => {
    const known = [...Object.keys(realtimeEvents), ...Object.keys(ephemeralEvents)];
    expect(new Set(heard.map(([type]) => type))).toEqual(new Set(known));
  });

  it('lets nobody reach, change or hear another company', () => {
    const cells = reached.flatMap(([name, , , ...answers]) => answers.map((answer) => [name, answer]));
    const known = ['yes', 'public', 'own only', '401', '403', '404'];
    expect(cells.filter(([, answer]) => !known.includes(answer ?? ''))).toEqual([]);
    const outside = heard.flatMap(([type, when, , , , , , , ...others]) =>
      others.map((other) => [type, when, other]),
    );
    expect(outside.filter(([, , other]) => other !== '–')).toEqual([]);
  });

  it('gives jobs no ids without their company', () => {
    for (const [name, , data = ''] of jobs) {
      if (data !== 'nothing') expect(data.split(', '), name).toContain('companyId');
    }
  });

  it('is what isolation-matrix.md says (rewrite it with: npx vitest run isolation-matrix --update)', async () => {
    await expect(page()).toMatchFileSnapshot('../isolation-matrix.md');
  });
});

function page(): string {
  return (
    [
      '# Who reaches what',
      'Written by `test/generated/isolation-matrix.test.ts`, which calls every endpoint and makes every event happen, and',
      'fails when this file says something else. Rewrite it with `npx vitest run isolation-matrix --update` and read the',
      'difference before you commit it.',
      '## Endpoints',
      'All ids in a call are of the company in question; the columns say who calls. *yes*: found and allowed. *own only*: no',
      "ids in the call, and neither shows nor changes anything of the company in question. *404*: somebody else's isn't",
      'there, whether it is or not.',
      table(endpointColumns, reached),
      '## Socket events',
      'Rooms are joined on the server when the socket opens; a browser sends nothing after its handshake.',
      table(socketColumns, heard),
      '## Jobs',
      'A job that is told nothing serves all companies; one that is told an id is told whose it is.',
      table(['Job', 'Runs', 'Is told'], jobs),
      '',
    ]
      .join('\n\n')
      .replaceAll(/(?<=\S)\n\n(?=[a-z'])/g, '\n')
      .trimEnd() + '\n'
  );
}

function table(columns: readonly string[], rows: string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}
