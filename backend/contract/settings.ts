import { z } from 'zod';
import { endpoint, type Role } from './endpoint.ts';
import { signaturePlaces } from './signatures.ts';

/** Where a setting stands on the page. */
export const settingGroups = ['tickets', 'timeOuts', 'writing'] as const;
export type SettingGroup = (typeof settingGroups)[number];

/** How the page asks for it, and what its values are. */
type Field =
  | { kind: 'choice'; options: readonly string[] }
  | { kind: 'switch' }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'text'; max: number };

export interface Setting<Value = unknown> {
  readonly group: SettingGroup;
  /** The least role that may change it; everybody's browser may know it. */
  readonly mayChange: Role;
  readonly field: Field;
  readonly schema: z.ZodType<Value>;
  /** What holds where the company has chosen nothing. */
  readonly initial: Value;
}

type Place = Pick<Setting, 'group' | 'mayChange'>;

function choice<const Options extends readonly [string, ...string[]]>(
  place: Place,
  options: Options,
  initial: Options[number],
): Setting<Options[number]> {
  return { ...place, field: { kind: 'choice', options }, schema: z.enum(options), initial };
}

function onOff(place: Place, initial: boolean): Setting<boolean> {
  return { ...place, field: { kind: 'switch' }, schema: z.boolean(), initial };
}

function wholeNumber(
  place: Place,
  { min, max }: { min: number; max: number },
  initial: number,
): Setting<number> {
  return { ...place, field: { kind: 'number', min, max }, schema: z.int().min(min).max(max), initial };
}

function text(place: Place, max: number): Setting<string> {
  return { ...place, field: { kind: 'text', max }, schema: z.string().trim().max(max), initial: '' };
}

const daysInMinutes = 24 * 60;
/** So long somebody may be silent; 0: for ever. */
const silence = { min: 0, max: 30 * daysInMinutes };

/**
 * All that a company decides for everybody in it. To add one: a line here, and under its name in `settings.json` of each
 * language a `label`, a `help`, and for a choice its `values`. Nothing else: values are kept by name in `companies.settings`,
 * the page is made from this table, and `settingOf` or, in SQL, `settingInSql` tell the backend.
 */
export const settingTable = {
  /** Customers are asked for one to five after a ticket is closed. */
  askRating: onOff({ group: 'tickets', mayChange: 'admin' }, false),
  /** Only its assignee writes in a ticket and closes it: supervisors and admins take it over first. */
  exclusiveAssignment: onOff({ group: 'tickets', mayChange: 'admin' }, false),
  /** A closed ticket is taken up again when its customer writes within this time. */
  reopenMinutes: wholeNumber(
    { group: 'tickets', mayChange: 'admin' },
    { min: 0, max: 30 * daysInMinutes },
    120,
  ),
  /** After this silence of the customer a ticket is closed; with a text they are told first, and have the same time again. */
  customerSilentMinutes: wholeNumber({ group: 'timeOuts', mayChange: 'admin' }, silence, 0),
  customerSilentText: text({ group: 'timeOuts', mayChange: 'admin' }, 1_000),
  /** After this silence of its agent a ticket waits again. */
  agentSilentMinutes: wholeNumber({ group: 'timeOuts', mayChange: 'admin' }, silence, 0),
  /** After this silence somebody who is with the bot comes to people. */
  botSilentMinutes: wholeNumber({ group: 'timeOuts', mayChange: 'admin' }, silence, 0),
  /** They stand still outside of the opening hours. */
  timeOutsInHours: onOff({ group: 'timeOuts', mayChange: 'admin' }, true),
  signatures: choice({ group: 'writing', mayChange: 'admin' }, signaturePlaces, 'off'),
} satisfies Record<string, Setting>;

type Table = typeof settingTable;
export type SettingKey = keyof Table;
export const settingKeys = Object.keys(settingTable) as [SettingKey, ...SettingKey[]];

const shape = Object.fromEntries(settingKeys.map((key) => [key, settingTable[key].schema])) as {
  [Key in SettingKey]: Table[Key]['schema'];
};

/** What a company has decided, and what holds where it hasn't. */
export const companySettings = z.object(shape);
export type CompanySettings = z.infer<typeof companySettings>;

/** Those that the pages of every agent go by. */
export const settingsOfMe = companySettings.pick({ signatures: true, exclusiveAssignment: true });

/** The settings that hold, from what is stored: what isn't, or doesn't fit any more, is as it was at first. */
export function settingsFrom(stored: Partial<Record<string, unknown>>): CompanySettings {
  const held = settingKeys.map((key) => {
    const { schema, initial } = settingTable[key];
    const { success, data } = schema.safeParse(stored[key]);
    return [key, success ? data : initial];
  });
  return Object.fromEntries(held) as CompanySettings;
}

export const settingsEndpoints = {
  getSettings: endpoint({ method: 'GET', path: '/settings', access: 'admin', response: companySettings }),
  /** Changes what is named. */
  updateSettings: endpoint({
    method: 'PATCH',
    path: '/settings',
    access: 'admin',
    body: z.strictObject(shape).partial(),
    response: companySettings,
  }),
};
