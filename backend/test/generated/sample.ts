import { z } from 'zod';

/** The part of JSON Schema that the contract's bodies turn into. */
export interface Schema {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  required?: string[];
  minLength?: number;
  minItems?: number;
  minimum?: number;
  additionalProperties?: boolean | Schema;
}

export function toSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema;
}

/** All forms of a body: one, or the alternatives of a union. */
export function variantsOf(schema: Schema): Schema[] {
  return (schema.oneOf ?? schema.anyOf ?? [schema]).flatMap((variant) =>
    variant === schema ? [variant] : variantsOf(variant),
  );
}

/** A value that fits the schema, every optional property given; ids by their names from `ids`. */
export function sampleOf(schema: Schema, ids: Record<string, string>, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const variant = (schema.oneOf ?? schema.anyOf)?.[0];
  if (variant) return sampleOf(variant, ids, name);
  if (schema.type === 'object') {
    const entries = Object.entries(schema.properties ?? {});
    return Object.fromEntries(entries.map(([key, property]) => [key, sampleOf(property, ids, key)]));
  }
  if (schema.type === 'array')
    return schema.items ? sampleList(schema, sampleOf(schema.items, ids, name)) : [];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  return sampleText(schema, ids, name);
}

/** As many as there must be, none twice. */
function sampleList({ minItems = 1 }: Schema, first: unknown): unknown[] {
  const others = Array.from({ length: minItems - 1 }, (_, index) => `${String(first)} ${index + 2}`);
  return [first, ...others];
}

function sampleText({ format, minLength = 0 }: Schema, ids: Record<string, string>, name: string): string {
  if (format === 'uuid') return ids[name] ?? '01900000-0000-7000-8000-000000000000';
  if (format === 'email' || name === 'email')
    return `somebody-${Math.random().toString(36).slice(2)}@example.com`;
  if (format === 'time') return '09:00';
  if (format === 'date') return '2026-12-25';
  if (name === 'timeZone') return 'UTC';
  if (format === 'date-time') return '2026-01-02T10:00:00.000Z';
  if (name === 'emoji') return '👍';
  if (name === 'country') return 'BR';
  if (name === 'shortcut') return 'sample';
  if (/phone/i.test(name)) return '5511987654321';
  return 'sample text'.padEnd(minLength, '.');
}

/** The paths of all ids in a body, with the name of each. Of a list: the first one, with the name of the list. */
export function idPaths(
  schema: Schema,
  path: string[] = [],
  name = path.at(-1) ?? '',
): { path: string[]; name: string }[] {
  if (schema.format === 'uuid') return [{ path, name }];
  if (schema.items) return idPaths(schema.items, [...path, '0'], name);
  const inVariants = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((variant) =>
    idPaths(variant, path),
  );
  const inProperties = Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    idPaths(property, [...path, key]),
  );
  return [...inVariants, ...inProperties];
}

/** All names of properties in a schema, at any depth. */
export function propertyNames(schema: Schema): string[] {
  const inner = [
    ...(schema.oneOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
    ...Object.values(schema.properties ?? {}),
  ];
  return [...Object.keys(schema.properties ?? {}), ...inner.flatMap(propertyNames)];
}

/** A copy of `value` with another value at `path`. */
export function replaceAt(value: unknown, path: string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value)) return value.with(Number(key), replaceAt(value[Number(key)], rest, replacement));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: replaceAt(object[key], rest, replacement) };
}
