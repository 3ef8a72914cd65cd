import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';

type State = TaskView['status'];

const COLOURS: Record<State, string> = {
  queued: 'gray',
  running: 'blue',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'orange',
  timed_out: 'red',
  expired: 'orange',
};

/** The state in words; the colour only repeats it. */
export function StateBadge({ state }: { state: State }) {
  const { t } = useTranslation();
  return (
    <Badge variant="outline" color={COLOURS[state]} className="sy-state" data-state={state}>
      {t(`state.${state}`)}
    </Badge>
  );
}
