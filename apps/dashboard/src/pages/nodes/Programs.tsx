import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { WideTable } from '../../parts/WideTable';
import { ProgramLink } from './ProgramLink';
import { ProgramState } from './ProgramState';

/** The latest programs, newest first. */
export function Programs({ tasks }: { tasks?: Schemas['CodeTaskPage']['tasks'] }) {
  const { t } = useTranslation();
  if (!tasks) return null;
  return (
    <section aria-label={t('program.list')}>
      <Title order={2} size="h4">
        {t('program.list')}
      </Title>
      {tasks.length === 0 ? (
        <Text size="sm">{t('program.none')}</Text>
      ) : (
        <WideTable
          label={t('program.list')}
          columns={[t('tasks.id'), t('tasks.state'), t('program.submitted'), t('node.node')]}
        >
          {tasks.map(({ task_id, status, created_at, executed_on }) => (
            <Table.Tr key={task_id}>
              <Table.Td>
                <ProgramLink id={task_id} />
              </Table.Td>
              <Table.Td>
                <ProgramState state={status} />
              </Table.Td>
              <Table.Td>{new Date(created_at).toLocaleString()}</Table.Td>
              <Table.Td className="sy-any-text" miw={80}>
                {executed_on ?? '–'}
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      )}
    </section>
  );
}
