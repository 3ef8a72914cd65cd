import { useMemo, useState } from 'react';
import { Alert, Group, List, Loader, SimpleGrid, Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RefusedError } from '../../api/client';
import {
  breakpointsQuery,
  isJobOver,
  jobMetricsQuery,
  jobResultsQuery,
  jobStateQuery,
  traceQuery,
} from '../../api/flows';
import { Figure } from '../../parts/Figure';
import { JsonTable } from '../../parts/JsonTable';
import { PageLink } from '../../parts/PageLink';
import { Problem } from '../../parts/Problem';
import { clock } from '../../parts/time';
import { FlowGraph } from './graph/FlowGraph';
import { ItemTrace } from './ItemTrace';
import { JobActions } from './JobActions';
import { JobBadge } from './JobBadge';
import { useJobLive, type JobLive } from './job-live';
import { RoutineDebug } from './RoutineDebug';
import { RoutinePanel } from './RoutinePanel';

/** A job as it runs: where its items are, what works, which slot fills up. */
export function JobPage() {
  const { id } = useParams({ from: '/jobs/$id' });
  return <LoadedJob key={id} id={id} />;
}

function LoadedJob({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: job, error } = useQuery(jobStateQuery(id));
  const live = useJobLive(id);
  const [tab, setTab] = useState<string | null>('graph');
  const [selected, setSelected] = useState<string>();
  const [item, setItem] = useState('');
  const status = live.data?.job_status ?? job?.status ?? 'running';
  const isOver = isJobOver(status);
  const { data: breakpoints } = useQuery(breakpointsQuery(id));
  const { data: traced } = useQuery({ ...traceQuery(id, item, isOver), enabled: item !== '' });
  const stops = useMemo(() => new Set(breakpoints?.map(({ routine_id }) => routine_id)), [breakpoints]);
  const path = useMemo(() => new Set(item ? traced?.map(({ routine_id }) => routine_id) : []), [item, traced]);
  if (error instanceof RefusedError && error.status === 404) {
    return <Alert color="orange" role="alert" title={t('job.unknown', { id })} />;
  }
  if (!job) return error ? <Problem error={error} /> : <Loader aria-label={t('shell.loading')} />;
  const routine = job.routines.find(({ routine_id }) => routine_id === selected);
  const trace = (wanted: string): void => {
    setItem(wanted);
    setTab('trace');
  };
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="sm">
            <Title order={1} size="h2" className="sy-any-text">
              <PageLink to="/flows/$id" params={{ id: job.flow_id }} inherit>
                {job.flow_id}
              </PageLink>
            </Title>
            <JobBadge state={status} />
          </Group>
          <Text size="sm" className="sy-muted sy-any-text">
            {t('job.title')} {id} · {t('flow.version', { version: job.version })} ·{' '}
            {t('job.started', { time: new Date(job.created_at).toLocaleString() })}
          </Text>
        </div>
        <JobActions id={id} status={status} />
      </Group>
      <Standing id={id} live={live} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List className="sy-tabs">
          <Tabs.Tab value="graph">{t('flow.graph')}</Tabs.Tab>
          <Tabs.Tab value="trace">{t('job.trace')}</Tabs.Tab>
          <Tabs.Tab value="results">{t('job.results')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="graph" pt="md">
          <Stack>
            <FlowGraph
              routines={job.routines}
              live={live.data}
              breakpoints={stops}
              held={live.session?.routine_id}
              traced={path}
              selected={selected}
              onSelect={setSelected}
            />
            {routine ? (
              <RoutinePanel routine={routine} live={live.data?.routines[routine.routine_id]}>
                <RoutineDebug jobId={id} status={status} routineId={routine.routine_id} onTrace={trace} />
              </RoutinePanel>
            ) : (
              <Text className="sy-muted">{t('flow.choose')}</Text>
            )}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="trace" pt="md">
          <ItemTrace jobId={id} isOver={isOver} item={item} onItem={setItem} />
        </Tabs.Panel>
        <Tabs.Panel value="results" pt="md">
          <Results id={id} isOver={isOver} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

/** How many items are where, where it stands still, and what is wrong. */
function Standing({ id, live }: { id: string; live: JobLive }) {
  const { t } = useTranslation();
  const { data: metrics } = useQuery(jobMetricsQuery(id));
  const routines = Object.values(live.data?.routines ?? {});
  const inFlight = routines.reduce(
    (sum, { execution_status, queue_status }) =>
      sum + execution_status.active_count + queue_status.reduce((all, slot) => all + slot.unconsumed_count, 0),
    0,
  );
  const { session, alerts } = live;
  // a slot that fills up again and again is told of once, with the last time
  const newest = new Map<string, string>();
  for (const { timestamp, alert, ...facts } of alerts) {
    const text = t(alert === 'slot_full' ? 'job.slotFull' : 'job.errorRate', facts);
    if (!newest.has(text)) newest.set(text, timestamp);
  }
  return (
    <>
      {live.connection === 'lost' && <Alert color="orange">{t('job.lost')}</Alert>}
      <JobError id={id} status={live.data?.job_status} />
      {session && (
        <Alert color="grape" title={t('job.heldAt', { routine: session.routine_id })} role="status">
          <JsonTable
            label={session.routine_id}
            value={Object.fromEntries(session.items.map((one) => [one.id, one.data]))}
          />
          <Text size="sm">{t('job.stepHelp')}</Text>
        </Alert>
      )}
      {metrics && (
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
          <Figure label={t('job.inFlight')} value={inFlight} />
          <Figure label={t('job.done')} value={metrics.items.collected ?? 0} />
          <Figure label={t('job.filtered')} value={metrics.items.filtered ?? 0} />
          <Figure
            label={t('job.failedItems')}
            value={metrics.items.failed ?? 0}
            bad={(metrics.items.failed ?? 0) > 0}
          />
          <Figure label={t('job.left')} value={metrics.items.left ?? 0} />
          <Figure label={t('attempt.took')} value={clock(metrics.duration_ms / 1000)} />
        </SimpleGrid>
      )}
      {alerts.length > 0 && (
        <Alert color="orange" title={t('job.alerts')}>
          <List size="sm">
            {[...newest].slice(0, 3).map(([text, timestamp]) => (
              <List.Item key={text} className="sy-any-text">
                {new Date(timestamp).toLocaleTimeString()} {text}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

/** Why it failed; known once it has ended. */
function JobError({ id, status }: { id: string; status: string | undefined }) {
  const { data } = useQuery({
    ...jobStateQuery(id),
    queryKey: ['job-error', id],
    enabled: status === 'failed',
  });
  const error = data?.error;
  if (!error) return null;
  return (
    <Alert color="red" role="alert" title={error.code} className="sy-any-text">
      {error.routine_id && <b>{error.routine_id}: </b>}
      {error.message}{' '}
      {error.task_id && (
        <PageLink to="/tasks/$id" params={{ id: error.task_id }}>
          {error.task_id}
        </PageLink>
      )}
    </Alert>
  );
}

function Results({ id, isOver }: { id: string; isOver: boolean }) {
  const { t } = useTranslation();
  const { data: results } = useQuery(jobResultsQuery(id, isOver));
  if (!results) return <Loader aria-label={t('shell.loading')} />;
  if (results.length === 0) return <Text>{t('job.noResults')}</Text>;
  return <JsonTable label={t('job.results')} value={Object.fromEntries(results.map((one, at) => [at + 1, one]))} />;
}
