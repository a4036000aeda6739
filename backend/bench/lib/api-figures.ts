import { type Layer, layers, p95, type Stretch } from './api-layers.ts';
import type { Figure } from './bench.ts';
import { median, percentile, round } from './numbers.ts';

/** p95 in milliseconds, more is a page that people wait for. */
const bar = { of: 'value', atMost: 50 } as const;

type Taken = Record<Layer, Stretch[]>;

/** Which row shows which kinds of questions; `barred` ones are held to the bar. */
export interface RowPlan {
  name: string;
  kinds: string[];
  barred: boolean;
}

/**
 * A row for each plan, over HTTP beside the bare statement; and for the first of them, the bench itself, a row for
 * each layer beneath the product.
 */
export function apiFigures(taken: Taken, plans: RowPlan[], given: Record<string, unknown>): Figure[] {
  const [main] = plans;
  const costs = Object.fromEntries(
    layers.filter((layer) => taken[layer].length > 0).map((layer) => [layer, costOf(taken[layer])]),
  );
  const rows = plans.map((plan): Figure => {
    const bare = waitsOf(taken.sql, plan.kinds);
    return {
      name: plan.name,
      value: medianP95(taken.product, plan.kinds),
      unit: 'ms',
      ...(bare.length > 0
        ? { versus: { what: 'the same SQL by bare pg, p95', value: medianP95(taken.sql, plan.kinds) } }
        : {}),
      ...(plan.barred ? { bar } : {}),
      inputs: {
        percentile: 'p95',
        kinds: plan.kinds,
        median: round(percentile(waitsOf(taken.product, plan.kinds), 0.5)),
        p99: round(percentile(waitsOf(taken.product, plan.kinds), 0.99)),
        ...(plan === main ? { ...given, eachLayer: costs } : {}),
      },
    };
  });
  return main && taken.sql.length > 0 ? [...rows, ...layerFigures(taken, main)] : rows;
}

const layerIs: Record<Layer, string> = {
  sql: 'the statement by bare pg as the owner, no policies',
  policies: 'the statement by bare pg in a transaction under the policies',
  route: 'express with presenter and contract, no transaction, no policies, no look at who asks',
  product: 'the product',
};

function layerFigures(taken: Taken, { name, kinds }: RowPlan): Figure[] {
  const p95Of = (layer: Layer) => medianP95(taken[layer], kinds);
  return layers
    .filter((layer) => layer !== 'product')
    .map((layer) => ({
      name: `${name}.${layer}`,
      value: p95Of(layer),
      unit: 'ms',
      versus: { what: 'the product, p95', value: p95Of('product') },
      inputs: { percentile: 'p95', what: layerIs[layer], kinds },
    }));
}

function waitsOf(stretches: Stretch[], kinds: string[]): number[] {
  return stretches.flatMap(({ waits }) => kinds.flatMap((kind) => waits[kind] ?? []));
}

function medianP95(stretches: Stretch[], kinds: string[]): number {
  return median(stretches.map((stretch) => p95(waitsOf([stretch], kinds))));
}

/** Over all that was asked: these depend less on what else the machine does than waits do. */
function costOf(stretches: Stretch[]): Record<string, number | null> {
  const middle = (key: 'perSecond' | 'nodeCpuMs' | 'postgresCpuMs') => {
    const values = stretches.map((stretch) => stretch[key]).filter((value) => value !== null);
    return values.length > 0 ? round(median(values)) : null;
  };
  return {
    perSecond: middle('perSecond'),
    nodeCpuMs: middle('nodeCpuMs'),
    postgresCpuMs: middle('postgresCpuMs'),
  };
}
