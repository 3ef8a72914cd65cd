import { useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';
import { cancelTask, removeTask, retryTask } from '../../api/actions';
import { isFinal } from '../../api/queries';
import { Confirm } from '../../parts/Confirm';
import { Problem } from '../../parts/Problem';

type Act = 'cancel' | 'retry' | 'delete';

const ACTS: Record<Act, { fits: (task: TaskView) => boolean; run: (id: string) => Promise<unknown> }> = {
  cancel: { fits: ({ status }) => !isFinal(status), run: cancelTask },
  retry: { fits: ({ status }) => isFinal(status), run: retryTask },
  delete: { fits: () => true, run: removeTask },
};

/** Requests at the same time. */
const AT_ONCE = 8;

/** Does one thing to many tasks; what fails is told and the rest is done. */
async function actOnAll(act: Act, tasks: readonly TaskView[]): Promise<void> {
  const left = tasks.filter(ACTS[act].fits).map(({ task_id }) => task_id);
  const problems: string[] = [];
  const work = async (): Promise<void> => {
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      await ACTS[act].run(id).catch((error: Error) => problems.push(`${id}: ${error.message}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (problems.length > 0) throw new Error(problems.join('; '));
}

interface Props {
  /** Those that were chosen. */
  tasks: readonly TaskView[];
  onDone: () => void;
}

/** Cancel, try again or delete many at once. */
export function BulkActions({ tasks, onDone }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const acting = useMutation({
    mutationFn: (act: Act) => actOnAll(act, tasks),
    onSuccess: onDone,
    onSettled: async () => {
      setAsks(false);
      await queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  if (tasks.length === 0 && !acting.error) return null;
  const count = (act: Act): number => tasks.filter(ACTS[act].fits).length;
  return (
    <>
      <Group gap="xs">
        <Text size="sm">{t('tasks.chosen', { count: tasks.length })}</Text>
        {(['cancel', 'retry'] as const).map((act) => (
          <Button
            key={act}
            size="xs"
            variant="default"
            disabled={count(act) === 0}
            loading={acting.isPending}
            onClick={() => acting.mutate(act)}
          >
            {t(`action.${act}`)} ({count(act)})
          </Button>
        ))}
        <Button size="xs" variant="default" disabled={tasks.length === 0} onClick={() => setAsks(true)}>
          {t('action.delete')} ({tasks.length})
        </Button>
      </Group>
      <Problem error={acting.error} />
      <Confirm
        opened={asks}
        title={t('tasks.deleteTitle', { count: tasks.length })}
        text={t('tasks.deleteText')}
        action={t('action.delete')}
        busy={acting.isPending}
        onConfirm={() => acting.mutate('delete')}
        onClose={() => setAsks(false)}
      />
    </>
  );
}
