import { ChoiceField, ListField, NumberField, ObjectField } from '../fields/field';

export interface EngineIdentity {
  name: string;
  version: string;
}

export interface ModelIdentity {
  name: string;
  sha256: string;
}

/** A simulated GPU is leased like a real one, and the CPU does the work. */
const DEVICES = ['cpu', 'cuda', 'cpu (simulated gpu)'] as const;

/** What every output says about how it came to be; filled in by the worker kit. */
export class Provenance {
  @ObjectField({ description: 'where S3 has each file, by its path; with `upload` only', optional: true })
  uploaded?: Record<string, string>;

  @ObjectField({ description: 'program or library that did the work: {name, version}' })
  engine!: EngineIdentity;

  @ObjectField({ description: 'weights that were used: {name, sha256}; null without any', optional: true })
  model!: ModelIdentity | null;

  @ChoiceField(DEVICES, { description: 'where the work ran' })
  device!: (typeof DEVICES)[number];

  @NumberField({ description: 'time the work took', unit: 'seconds' })
  duration!: number;

  @NumberField({ description: 'duration divided by the length of the media; null without a length', optional: true })
  real_time_factor!: number | null;
}

/** What every output of media and text says about its faults. */
export class MediaOutput extends Provenance {
  @ListField({
    description:
      'what is wrong with the result and why: what the input lacks, or what was done otherwise than asked; empty when nothing',
    items: 'string',
  })
  degraded: string[] = [];
}

/** What a worker's method returns: the output without what the kit adds. */
export type Made<O extends object> = Omit<O, keyof Provenance>;
