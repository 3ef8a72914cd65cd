import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../api/flows';

const COLOURS: Record<Job['status'], string> = {
  running: 'blue',
  paused: 'grape',
  completed: 'green',
  failed: 'red',
  cancelled: 'orange',
};

/** The state of a job in words; the colour only repeats it. */
export function JobBadge({ state }: { state: Job['status'] }) {
  const { t } = useTranslation();
  return (
    <Badge variant="outline" color={COLOURS[state]} className="sy-state" data-state={state}>
      {t(`job.state.${state}`)}
    </Badge>
  );
}
