import { CATALOGUE, ID_PATTERN, TextField } from '@switchyard/contracts';

/** Every name of a task, aliases too. */
export const TASK_NAMES: readonly string[] = CATALOGUE.flatMap(({ name, aliases = [] }) => [name, ...aliases]);

/** The id of a task or of a workflow. */
export const TaskIdField = (options: { description: string; optional?: boolean }): PropertyDecorator =>
  TextField({
    maxLength: 128,
    pattern: ID_PATTERN,
    patternMessage:
      'must be 1 to 128 of A-Z a-z 0-9 . _ - and begin with a letter or digit; catalog and batch are reserved',
    ...options,
  });
