import type { PolicyText } from './flow-text';

/** What a built-in routine is told, and what it needs. */
export interface BuiltIn {
  name: string;
  description: string;
  /** Names of its config that hold an expression. */
  expressions: readonly string[];
  required: readonly string[];
  /** Config that holds a number, with its bounds. */
  numbers?: Readonly<Record<string, { minimum: number; maximum: number; integer?: boolean }>>;
  /** Config that holds expressions by event; each is an event of the routine. */
  branches?: string;
  events: readonly string[];
  policy?: (config: Record<string, unknown>) => Partial<PolicyText>;
}

const SECONDS = { minimum: 0.01, maximum: 604_800 };
const SIZE = { minimum: 1, maximum: 1000, integer: true };
const batched = ({ size }: Record<string, unknown>): Partial<PolicyText> => ({
  type: 'batch_size',
  min_batch_size: Number(size),
});

export const BUILT_INS: readonly BuiltIn[] = [
  {
    name: 'map',
    description: 'makes of each item what `value` says',
    expressions: ['value'],
    required: ['value'],
    events: ['out'],
  },
  {
    name: 'filter',
    description: 'lets those items through for which `when` holds',
    expressions: ['when'],
    required: ['when'],
    events: ['out'],
  },
  {
    name: 'split',
    description: 'makes one item of each element of the list `value`, by default the item itself',
    expressions: ['value'],
    required: [],
    events: ['out'],
  },
  {
    name: 'batch',
    description: 'makes one list of `size` items',
    expressions: [],
    required: ['size'],
    numbers: { size: SIZE },
    events: ['out'],
    policy: batched,
  },
  {
    name: 'aggregate',
    description: 'makes of `size` items what `value` says of their list',
    expressions: ['value'],
    required: ['size', 'value'],
    numbers: { size: SIZE },
    events: ['out'],
    policy: batched,
  },
  {
    name: 'route',
    description: 'sends each item to the first of its `branches` that holds, or to `else`',
    expressions: [],
    required: ['branches'],
    branches: 'branches',
    events: ['else'],
  },
  {
    name: 'debounce',
    description: 'lets the last item through once none came for `seconds`; those before it are filtered',
    expressions: [],
    required: ['seconds'],
    numbers: { seconds: SECONDS },
    events: ['out'],
  },
  {
    name: 'delay',
    description: 'lets each item through `seconds` after it came',
    expressions: [],
    required: ['seconds'],
    numbers: { seconds: SECONDS },
    events: ['out'],
  },
  {
    name: 'collect',
    description: 'puts each item among the results of the job',
    expressions: [],
    required: [],
    events: [],
  },
];

export const builtInNamed = (name: string): BuiltIn | undefined => BUILT_INS.find((one) => one.name === name);
