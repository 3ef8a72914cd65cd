import { Button, Group, Loader, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { flowsQuery } from '../../api/flows';
import { PageLink } from '../../parts/PageLink';
import { Problem } from '../../parts/Problem';
import { WideTable } from '../../parts/WideTable';
import { JobList } from './JobList';

/** Every flow, and the newest jobs of all of them. */
export function Flows() {
  const { t } = useTranslation();
  const { data: flows, error } = useQuery(flowsQuery);
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {t('flow.list')}
        </Title>
        <Button component={Link} to="/new-flow">
          {t('flow.new')}
        </Button>
      </Group>
      <Problem error={flows ? undefined : error} />
      {!flows && !error && <Loader aria-label={t('shell.loading')} />}
      {flows?.length === 0 && <Text>{t('flow.none')}</Text>}
      {flows && flows.length > 0 && (
        <WideTable label={t('flow.list')} columns={[t('flow.id'), t('flow.routineCount')]}>
          {flows.map(({ flow_id, name, description, routine_count, version }) => (
            <Table.Tr key={flow_id}>
              <Table.Td>
                <PageLink to="/flows/$id" params={{ id: flow_id }}>
                  {name}
                </PageLink>
                <Text size="xs" className="sy-muted">
                  {flow_id} · {t('flow.version', { version })}
                </Text>
                <Text size="sm" className="sy-any-text">
                  {description}
                </Text>
              </Table.Td>
              <Table.Td>{routine_count}</Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
      <Title order={2} size="h3">
        {t('flow.newestJobs')}
      </Title>
      <JobList />
    </Stack>
  );
}
