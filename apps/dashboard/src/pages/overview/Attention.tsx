import { Alert, List } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { worded } from '../../parts/told';

interface Props {
  stats: Schemas['WorkflowStats'];
  workers?: Schemas['WorkerReply'][];
  health?: Schemas['SystemHealth'];
}

/** What a person has to look after, in words; good news where there is nothing. */
export function Attention({ stats, workers = [], health }: Props) {
  const { t } = useTranslation();
  const issues = [
    ...stats.queues
      .filter(({ queued, workers: able }) => queued > 0 && able === 0)
      .map(({ service, queued }) => t('overview.noWorker', { service, count: queued })),
    ...workers
      .filter(({ missing }) => missing.length > 0)
      .map(({ worker, missing }) =>
        t('overview.lacks', { worker, missing: missing.map((one) => worded(t, one)).join('; ') }),
      ),
    ...(health?.issues ?? []).map((issue) => worded(t, issue)),
  ];
  if (issues.length === 0) return <Alert color="green" variant="light" title={t('overview.allWell')} />;
  return (
    <Alert color="orange" variant="light" title={t('overview.attention')} className="sy-any-text">
      <List size="sm">
        {issues.map((issue) => (
          <List.Item key={issue}>{issue}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
