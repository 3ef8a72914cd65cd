import { useState } from 'react';
import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { catalogQuery } from '../../api/queries';
import { STATES, type TasksSearch } from './tasks-search';

interface Props {
  search: TasksSearch;
  onChange: (search: TasksSearch) => void;
}

const TYPING_MS = 300;
const WIDTH = { base: '100%', xs: 240 };

/** State, task and id. */
export function Filters({ search, onChange }: Props) {
  const { t } = useTranslation();
  const { data: catalog } = useQuery(catalogQuery);
  const [id, setId] = useState(search.id ?? '');
  const seek = useDebouncedCallback((typed: string) => onChange({ ...search, id: typed || undefined }), TYPING_MS);
  return (
    <Group align="flex-end">
      <Select
        w={WIDTH}
        label={t('tasks.state')}
        placeholder={t('tasks.all')}
        clearable
        value={search.status ?? null}
        data={STATES.map((value) => ({ value, label: t(`state.${value}`) }))}
        onChange={(status) => onChange({ ...search, status: status ?? undefined })}
      />
      <Select
        w={WIDTH}
        label={t('tasks.task')}
        placeholder={t('tasks.all')}
        clearable
        searchable
        value={search.name ?? null}
        data={catalog?.map(({ task_name }) => task_name) ?? []}
        onChange={(name) => onChange({ ...search, name: name ?? undefined })}
      />
      <TextInput
        w={WIDTH}
        label={t('tasks.id')}
        placeholder={t('tasks.findId')}
        value={id}
        onChange={({ currentTarget }) => {
          setId(currentTarget.value);
          seek(currentTarget.value.trim());
        }}
      />
    </Group>
  );
}
