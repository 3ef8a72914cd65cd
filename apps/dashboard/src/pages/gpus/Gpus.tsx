import { useState } from 'react';
import { Alert, Badge, Button, Group, List, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { releaseGpu } from '../../api/actions';
import { gpusQuery } from '../../api/queries';
import { Confirm } from '../../parts/Confirm';
import { PageLink } from '../../parts/PageLink';
import { Problem } from '../../parts/Problem';
import { clock } from '../../parts/time';
import { worded } from '../../parts/told';
import { LeaseTimeline } from './LeaseTimeline';

/** Who has each GPU, who comes next, and who had it before. */
export function Gpus() {
  const { t } = useTranslation();
  const { data: gpus, error } = useQuery(gpusQuery);
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('nav.gpus')}
      </Title>
      <Problem error={gpus ? undefined : error} />
      {!gpus && !error && <Loader aria-label={t('shell.loading')} />}
      {gpus?.length === 0 && <Alert>{t('gpu.none')}</Alert>}
      {gpus?.map((gpu) => (
        <GpuCard key={gpu.lock_key} gpu={gpu} />
      ))}
    </Stack>
  );
}

function GpuCard({ gpu }: { gpu: Schemas['GpuReply'] }) {
  const { t } = useTranslation();
  const { lock_key, lock_holder, lock_age, task_id, worker, state, waiters, health, statistics } = gpu;
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {lock_key}{' '}
            <Badge variant="outline" color={state === 'held' ? 'blue' : 'gray'}>
              {t(`gpu.state.${state}`)}
            </Badge>
          </Title>
          {gpu.is_locked && <Release lockKey={lock_key} holder={lock_holder ?? ''} />}
        </Group>
        {lock_holder && (
          <Text className="sy-any-text">
            {t('gpu.held', { holder: lock_holder, age: clock(lock_age ?? 0) })}
            {worker && ` · ${worker}`}{' '}
            {task_id && (
              <PageLink to="/tasks/$id" params={{ id: task_id }} underline="always">
                {task_id}
              </PageLink>
            )}
          </Text>
        )}
        {health.issues.map((issue) => (
          <Alert key={issue} color="orange">
            {worded(t, issue)}
          </Alert>
        ))}
        {waiters.length > 0 && (
          <List type="ordered" size="sm">
            {waiters.map((waiter) => (
              <List.Item key={waiter.task_id}>
                <PageLink to="/tasks/$id" params={{ id: waiter.task_id }}>
                  {waiter.task_name}
                </PageLink>{' '}
                {t('gpu.since', { age: clock(waiter.waiting_seconds) })}
              </List.Item>
            ))}
          </List>
        )}
        <LeaseTimeline gpu={gpu} />
        <Text size="sm" className="sy-muted">
          {t('gpu.statistics', { ...statistics, average: clock(statistics.average_execution_time) })}
        </Text>
      </Stack>
    </Paper>
  );
}

/** Takes the GPU from its holder, whose work is killed. */
function Release({ lockKey, holder }: { lockKey: string; holder: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asks, setAsks] = useState(false);
  const release = useMutation({
    mutationFn: () => releaseGpu(lockKey),
    onSuccess: async () => {
      setAsks(false);
      await queries.invalidateQueries({ queryKey: gpusQuery.queryKey });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)}>
        {t('gpu.release')}
      </Button>
      <Confirm
        opened={asks}
        title={t('gpu.releaseTitle', { lockKey })}
        text={t('gpu.releaseText', { holder })}
        action={t('gpu.release')}
        busy={release.isPending}
        error={release.error}
        onConfirm={() => release.mutate()}
        onClose={() => setAsks(false)}
      />
    </>
  );
}
