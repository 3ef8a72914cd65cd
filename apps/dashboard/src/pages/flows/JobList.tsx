import { Loader, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { jobsQuery } from '../../api/flows';
import { PageLink } from '../../parts/PageLink';
import { Problem } from '../../parts/Problem';
import { WideTable } from '../../parts/WideTable';
import { clock, secondsBetween } from '../../parts/time';
import { JobBadge } from './JobBadge';

/** The newest jobs. @param flowId only of this flow */
export function JobList({ flowId }: { flowId?: string }) {
  const { t } = useTranslation();
  const { data: jobs, error } = useQuery(jobsQuery(flowId));
  if (!jobs) return error ? <Problem error={error} /> : <Loader aria-label={t('shell.loading')} />;
  if (jobs.length === 0) return <Text>{t('flow.noJobs')}</Text>;
  const columns = [
    t('job.title'),
    t('flow.id'),
    t('tasks.state'),
    t('job.entered'),
    t('job.done'),
    t('job.failedItems'),
  ];
  return (
    <WideTable label={t('flow.jobs')} columns={columns}>
      {jobs.map(({ job_id, flow_id, status, created_at, ended_at, items }) => (
        <Table.Tr key={job_id}>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>
            <PageLink to="/jobs/$id" params={{ id: job_id }} size="sm">
              {new Date(created_at).toLocaleString()}
            </PageLink>
            <Text size="xs" className="sy-muted">
              {job_id} · {clock(secondsBetween(created_at, ended_at))}
            </Text>
          </Table.Td>
          <Table.Td>{flow_id}</Table.Td>
          <Table.Td>
            <JobBadge state={status} />
          </Table.Td>
          <Table.Td>{items.entered}</Table.Td>
          <Table.Td>{items.collected}</Table.Td>
          <Table.Td className={items.failed ? 'sy-bad' : undefined}>{items.failed}</Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}
