import { Badge, Loader, Paper, Progress, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { workersQuery } from '../../api/queries';
import { Problem } from '../../parts/Problem';
import { bytes } from '../../parts/time';
import { worded } from '../../parts/told';

/** Every live worker, what it does and the machine it runs on. */
export function Workers() {
  const { t } = useTranslation();
  const { data: workers, error } = useQuery(workersQuery);
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('nav.workers')}
      </Title>
      <Problem error={workers ? undefined : error} />
      {!workers && !error && <Loader aria-label={t('shell.loading')} />}
      {workers?.length === 0 && <Text>{t('worker.none')}</Text>}
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {workers?.map((worker) => (
          <WorkerCard key={worker.worker} worker={worker} />
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function WorkerCard({ worker }: { worker: Schemas['WorkerReply'] }) {
  const { t } = useTranslation();
  const ready = worker.missing.length === 0;
  return (
    <Paper withBorder p="md" component="article" aria-label={worker.worker}>
      <Stack gap={6}>
        <Title order={2} size="h5" className="sy-any-text">
          {worker.service}{' '}
          <Badge variant="outline" color={ready ? 'green' : 'orange'}>
            {t(ready ? 'worker.ready' : 'worker.notReady')}
          </Badge>
        </Title>
        <Text size="xs" className="sy-muted sy-any-text">
          {worker.worker} · {worker.version} · {worker.device}
        </Text>
        <Text size="sm">{t('worker.load', { running: worker.running, concurrency: worker.concurrency })}</Text>
        <Progress value={worker.load * 100} aria-label={t('worker.load', worker)} />
        {worker.models.length > 0 && (
          <Text size="sm" className="sy-any-text">
            {t('worker.models', { models: worker.models.join(', ') })}
          </Text>
        )}
        {!ready && (
          <Text size="sm" className="sy-any-text">
            {t('worker.missing', { missing: worker.missing.map((one) => worded(t, one)).join('; ') })}
          </Text>
        )}
        <Machine facts={worker.host_facts} host={worker.host} />
      </Stack>
    </Paper>
  );
}

function Machine({ facts, host }: { facts: Schemas['WorkerReply']['host_facts']; host: string }) {
  const { t } = useTranslation();
  if (!facts) return null;
  const { cpu, memory, disk, gpus } = facts;
  const free = (room: { available_bytes: number; total_bytes: number }): string =>
    t('worker.free', { free: bytes(room.available_bytes), total: bytes(room.total_bytes) });
  const lines = [
    t('worker.cpu', { cores: cpu.cores, percent: Math.round(cpu.load * 100) }),
    `${t('worker.memory')} ${free(memory)}`,
    ...(disk ? [`${t('worker.disk')} ${free(disk)}`] : []),
    ...gpus.map(({ name, load, memory_used_bytes: used, memory_total_bytes: total }) =>
      t('worker.gpu', { name, percent: Math.round(load * 100), used: bytes(used), total: bytes(total) }),
    ),
  ];
  return (
    <Text size="sm" className="sy-muted sy-any-text">
      {host}: {lines.join(' · ')}
    </Text>
  );
}
