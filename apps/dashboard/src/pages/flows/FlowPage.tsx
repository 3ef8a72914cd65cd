import { useState } from 'react';
import { Alert, Button, Group, Loader, Stack, Tabs, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { RefusedError } from '../../api/client';
import { flowMetricsQuery, flowQuery, removeFlow } from '../../api/flows';
import { Confirm } from '../../parts/Confirm';
import { Problem } from '../../parts/Problem';
import { FlowEditor } from './FlowEditor';
import { FlowGraph } from './graph/FlowGraph';
import { JobList } from './JobList';
import { RoutinePanel } from './RoutinePanel';
import { StartJob } from './StartJob';

/** A flow: its graph, its text and its jobs. */
export function FlowPage() {
  const { id } = useParams({ from: '/flows/$id' });
  const { t } = useTranslation();
  const { data: flow, error } = useQuery(flowQuery(id));
  const [selected, setSelected] = useState<string>();
  if (error instanceof RefusedError && error.status === 404) {
    return <Alert color="orange" role="alert" title={t('flow.unknown', { id })} />;
  }
  if (!flow) return error ? <Problem error={error} /> : <Loader aria-label={t('shell.loading')} />;
  const routine = flow.routines.find(({ routine_id }) => routine_id === selected);
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size="h2" className="sy-any-text">
            {flow.name}
          </Title>
          <Text size="sm" className="sy-muted">
            {flow.flow_id} · {t('flow.version', { version: flow.version })} ·{' '}
            {t('flow.stored', { time: new Date(flow.updated_at).toLocaleString() })}
          </Text>
        </div>
        <RemoveFlow id={id} />
      </Group>
      {flow.description && <Text className="sy-any-text">{flow.description}</Text>}
      <LastHour id={id} />
      <Tabs defaultValue="graph" keepMounted={false}>
        <Tabs.List className="sy-tabs">
          <Tabs.Tab value="graph">{t('flow.graph')}</Tabs.Tab>
          <Tabs.Tab value="start">{t('flow.start')}</Tabs.Tab>
          <Tabs.Tab value="jobs">{t('flow.jobs')}</Tabs.Tab>
          <Tabs.Tab value="edit">{t('flow.edit')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="graph" pt="md">
          <Stack>
            <FlowGraph routines={flow.routines} selected={selected} onSelect={setSelected} />
            {routine ? <RoutinePanel routine={routine} /> : <Text className="sy-muted">{t('flow.choose')}</Text>}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="start" pt="md">
          <StartJob flow={flow} />
        </Tabs.Panel>
        <Tabs.Panel value="jobs" pt="md">
          <JobList flowId={id} />
        </Tabs.Panel>
        <Tabs.Panel value="edit" pt="md">
          <FlowEditor key={id} source={flow.source} action={t('flow.save')} onStored={() => setSelected(undefined)} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function LastHour({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: minutes } = useQuery(flowMetricsQuery(id));
  if (!minutes) return null;
  const sum = (of: (minute: Schemas['FlowMinuteReply']) => number): number =>
    minutes.reduce((total, minute) => total + of(minute), 0);
  return (
    <Text size="sm">
      {t('flow.lastHour', {
        activations: sum((minute) => minute.activations),
        errors: sum((minute) => minute.errors),
        completed: sum((minute) => minute.jobs_completed),
        failed: sum((minute) => minute.jobs_failed),
      })}
    </Text>
  );
}

function RemoveFlow({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeFlow(id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['flows'] });
      await navigate({ to: '/flows' });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsks(true)}>
        {t('flow.remove')}
      </Button>
      <Confirm
        opened={asks}
        title={t('flow.removeTitle')}
        text={t('flow.removeText', { id })}
        action={t('flow.remove')}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsks(false)}
      />
    </>
  );
}
