import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CodeTask } from '../../api/nodes';

const COLOURS: Record<CodeTask['status'], string> = {
  queued: 'gray',
  running: 'blue',
  completed: 'green',
  failed: 'red',
  timed_out: 'red',
  cancelled: 'orange',
};

/** The state of a program in words; the colour only repeats it. */
export function ProgramState({ state }: { state: CodeTask['status'] }) {
  const { t } = useTranslation();
  return (
    <Badge variant="outline" color={COLOURS[state]} className="sy-state" data-state={state}>
      {t(state === 'completed' ? 'state.succeeded' : `state.${state}`)}
    </Badge>
  );
}
