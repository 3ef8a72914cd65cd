import type { ModelStatus } from '@switchyard/models';
import { openModels } from '../models/open-models';
import type { Session } from '../session';
import { missing, ok, warn, type Finding } from './check';

/** Each task that needs a model has one. */
export async function checkModels({ settings }: Session): Promise<Finding[]> {
  return modelFindings(await openModels(settings).list());
}

function modelFindings(statuses: Pick<ModelStatus, 'model' | 'state' | 'problem'>[]): Finding[] {
  const tasks = [...new Set(statuses.map(({ model }) => model.task))];
  const perTask = tasks.map((task) => {
    const candidates = statuses.filter(({ model }) => model.task === task);
    const present = candidates.filter(({ state }) => state === 'present').map(({ model }) => model.name);
    const name = `models of ${task}`;
    if (present.length > 0) return ok(name, present.join(', '));
    return missing(name, 'none', `npx switchyard models pull ${candidates[0]?.model.name ?? 'NAME'}`);
  });
  const damaged = statuses.filter(({ state }) => state === 'damaged');
  const repairs = damaged.map(({ model, problem }) =>
    warn(`model ${model.name}`, `damaged: ${problem ?? ''}`, `npx switchyard models pull ${model.name}`),
  );
  return [...perTask, ...repairs];
}
