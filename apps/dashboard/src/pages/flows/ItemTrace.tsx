import { Anchor, Loader, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@switchyard/client';
import { traceQuery } from '../../api/flows';
import { PageLink } from '../../parts/PageLink';
import { Problem } from '../../parts/Problem';
import { WideTable } from '../../parts/WideTable';

interface Props {
  jobId: string;
  isOver: boolean;
  item: string;
  onItem: (item: string) => void;
}

/** What became of the items of a job: of all of them, or of one and of what was made of it. */
export function ItemTrace({ jobId, isOver, item, onItem }: Props) {
  const { t } = useTranslation();
  const { data: entries, error } = useQuery(traceQuery(jobId, item || undefined, isOver));
  const columns = [t('job.when'), t('job.routine'), t('job.took_items'), t('job.became'), t('job.sent')];
  return (
    <>
      <TextInput
        label={t('job.traceItem')}
        description={t('job.traceHelp')}
        value={item}
        onChange={({ currentTarget }) => onItem(currentTarget.value.trim())}
        mb="md"
      />
      <Problem error={error} />
      {!entries && !error && <Loader aria-label={t('shell.loading')} />}
      {entries?.length === 0 && <Text>{t('job.noTrace')}</Text>}
      {entries && entries.length > 0 && (
        <WideTable label={t('job.trace')} columns={columns}>
          {[...entries].reverse().map((entry) => (
            <Entry key={entry.activation} entry={entry} onItem={onItem} />
          ))}
        </WideTable>
      )}
    </>
  );
}

function Entry({ entry, onItem }: { entry: Schemas['TraceEntryReply'] } & Pick<Props, 'onItem'>) {
  const { t } = useTranslation();
  const { finished_at, routine_id, outcome, error, task_id } = entry;
  return (
    <Table.Tr>
      <Table.Td>{new Date(finished_at).toLocaleTimeString()}</Table.Td>
      <Table.Td>
        {task_id ? (
          <PageLink to="/tasks/$id" params={{ id: task_id }} size="sm">
            {routine_id}
          </PageLink>
        ) : (
          routine_id
        )}
      </Table.Td>
      <Table.Td>
        <Items places={entry.in} onItem={onItem} />
      </Table.Td>
      <Table.Td className="sy-any-text">
        <span className={outcome === 'failed' ? 'sy-bad' : undefined}>{t(`job.outcome.${outcome}`)}</span>
        {error && ` · ${error.message}`}
      </Table.Td>
      <Table.Td>
        <Items places={entry.out} onItem={onItem} />
      </Table.Td>
    </Table.Tr>
  );
}

const MOST_SHOWN = 8;

function Items({ places, onItem }: { places: { slot: string; id: string }[] } & Pick<Props, 'onItem'>) {
  const shown = places.slice(0, MOST_SHOWN);
  return (
    <>
      {shown.map(({ slot, id }) => (
        <div key={`${slot} ${id}`}>
          <Anchor component="button" type="button" size="sm" title={slot} onClick={() => onItem(id)}>
            {id}
          </Anchor>{' '}
          <Text span size="xs" className="sy-muted">
            {slot}
          </Text>
        </div>
      ))}
      {places.length > shown.length && `+ ${places.length - shown.length}`}
    </>
  );
}
