import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '@switchyard/client';
import { cancelTask, removeTask, retryTask } from '../../api/actions';
import { isFinal } from '../../api/queries';
import { Confirm } from '../../parts/Confirm';
import { Problem } from '../../parts/Problem';

/** Cancel, try again, delete. */
export function TaskActions({ task }: { task: TaskView }) {
  const { t } = useTranslation();
  const id = task.task_id;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const cancel = useMutation({
    mutationFn: () => cancelTask(id),
    onSuccess: (view) => queries.setQueryData(['task', id], view),
  });
  const retry = useMutation({
    mutationFn: () => retryTask(id),
    onSuccess: ({ task_id }) => navigate({ to: '/tasks/$id', params: { id: task_id } }),
  });
  const remove = useMutation({ mutationFn: () => removeTask(id), onSuccess: () => navigate({ to: '/' }) });
  const ended = isFinal(task.status);
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        {!ended && (
          <Button
            variant="default"
            loading={cancel.isPending}
            disabled={task.cancel_requested}
            onClick={() => cancel.mutate()}
          >
            {t('action.cancel')}
          </Button>
        )}
        {ended && (
          <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('action.retry')}
          </Button>
        )}
        {ended && (
          <Button variant="default" onClick={() => setAsks(true)}>
            {t('action.delete')}
          </Button>
        )}
      </Group>
      <Problem error={cancel.error ?? retry.error} />
      <Confirm
        opened={asks}
        title={t('action.deleteTitle')}
        text={t('action.deleteText', { id })}
        action={t('action.delete')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsks(false)}
      />
    </Stack>
  );
}
