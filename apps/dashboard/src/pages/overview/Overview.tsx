import { Loader, SimpleGrid, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gpusQuery, historyQuery, statsQuery, systemHealthQuery, workersQuery } from '../../api/queries';
import { Figure } from '../../parts/Figure';
import { Problem } from '../../parts/Problem';
import { clock } from '../../parts/time';
import { Attention } from './Attention';
import { GpuSummary } from './GpuSummary';
import { NodeSummary } from './NodeSummary';
import { Queues } from './Queues';
import { Throughput } from './Throughput';

/** What runs here, what waits, and what needs a person. */
export function Overview() {
  const { t } = useTranslation();
  const stats = useQuery(statsQuery);
  const workers = useQuery(workersQuery);
  const gpus = useQuery(gpusQuery);
  const health = useQuery(systemHealthQuery);
  const history = useQuery(historyQuery);
  const { data } = stats;
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('nav.overview')}
      </Title>
      {!data && (stats.error ? <Problem error={stats.error} /> : <Loader aria-label={t('shell.loading')} />)}
      {data && (
        <>
          <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
            <Figure label={t('overview.waiting')} value={(data.tasks.pending ?? 0) + (data.tasks.waiting ?? 0)} />
            <Figure label={t('state.running')} value={data.tasks.running ?? 0} />
            <Figure label={t('overview.completedToday')} value={data.completed_today} />
            <Figure label={t('overview.failedToday')} value={data.failed_today} bad={data.failed_today > 0} />
            <Figure label={t('overview.average')} value={clock(data.avg_duration_ms / 1000)} />
            <Figure label={t('nav.workers')} value={workers.data?.length ?? '–'} bad={workers.data?.length === 0} />
          </SimpleGrid>
          <Attention stats={data} workers={workers.data} health={health.data} />
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Queues queues={data.queues} />
            <Stack>
              <Throughput minutes={history.data} />
              <GpuSummary gpus={gpus.data} />
              <NodeSummary />
            </Stack>
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}
