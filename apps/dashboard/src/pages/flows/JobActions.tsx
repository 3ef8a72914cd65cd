import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isJobOver, steerJob, type Job, type Steer } from '../../api/flows';
import { Confirm } from '../../parts/Confirm';
import { Problem } from '../../parts/Problem';

/** Pause, go on, step and cancel. */
export function JobActions({ id, status }: { id: string; status: Job['status'] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const steer = useMutation({
    mutationFn: (verb: Steer) => steerJob(id, verb),
    onSettled: async () => {
      setAsks(false);
      await Promise.all(['job-metrics', 'waiting'].map((name) => queries.invalidateQueries({ queryKey: [name, id] })));
    },
  });
  if (isJobOver(status)) return null;
  const verbs: Steer[] = status === 'paused' ? ['resume', 'step'] : ['pause'];
  return (
    <Stack gap="xs" align="flex-end">
      <Group gap="xs">
        {verbs.map((verb) => (
          <Button key={verb} variant="default" loading={steer.isPending} onClick={() => steer.mutate(verb)}>
            {t(`job.${verb}`)}
          </Button>
        ))}
        <Button variant="default" onClick={() => setAsks(true)}>
          {t('job.cancel')}
        </Button>
      </Group>
      <Problem error={steer.error} />
      <Confirm
        opened={asks}
        title={t('job.cancelTitle')}
        text={t('job.cancelText')}
        action={t('job.cancel')}
        busy={steer.isPending}
        onConfirm={() => steer.mutate('cancel')}
        onClose={() => setAsks(false)}
      />
    </Stack>
  );
}
