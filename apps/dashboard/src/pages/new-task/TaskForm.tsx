import { useState, type FormEvent } from 'react';
import { Button, Collapse, Group, Paper, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CatalogEntry, Submission } from '@switchyard/client';
import { submitTask } from '../../api/actions';
import { RefusedError } from '../../api/client';
import { Problem } from '../../parts/Problem';
import { EMPTY_OPTIONS, Options, optionsOf } from './Options';
import { SchemaField } from './SchemaField';
import { SameCall } from './SameCall';
import { fieldsOf, inputOf, missingOf, type Field } from './schema';

/** The input of one task as a form made from its schema. */
export function TaskForm({ entry }: { entry: CatalogEntry }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [options, setOptions] = useState(EMPTY_OPTIONS);
  const [more, setMore] = useState(false);
  const [asked, setAsked] = useState(false);

  const fields = fieldsOf(entry.input);
  const input = inputOf(fields, values);
  const missing = missingOf(fields, input);
  const call = { task_name: entry.task_name, input_data: input, ...optionsOf(options) };
  const submit = useMutation({
    mutationFn: () => submitTask(call as Submission),
    onSuccess: (id) => navigate({ to: '/tasks/$id', params: { id } }),
  });
  const start = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (missing.length === 0) submit.mutate();
  };
  const errorOf = (name: string): string | undefined =>
    asked && missing.includes(name) ? t('submit.required') : detailsOf(submit.error)[name];

  const control = (field: Field) => (
    <SchemaField
      key={field.name}
      field={field}
      value={values[field.name]}
      error={errorOf(field.name)}
      onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
    />
  );
  const optional = fields.filter(({ required }) => !required);
  return (
    <form onSubmit={start} noValidate>
      <Stack>
        {fields.filter(({ required }) => required).map(control)}
        <Button
          variant="subtle"
          aria-expanded={more}
          onClick={() => setMore(!more)}
          style={{ alignSelf: 'flex-start' }}
        >
          {t(more ? 'submit.less' : 'submit.more', { count: optional.length })}
        </Button>
        <Collapse expanded={more}>
          <Paper withBorder p="md">
            <Stack>
              {optional.map(control)}
              <Options options={options} onChange={setOptions} standardPriority={entry.priority} />
            </Stack>
          </Paper>
        </Collapse>
        <Problem error={submit.error} title={t('submit.refused')} />
        <Group>
          <Button type="submit" size="md" loading={submit.isPending}>
            {t('submit.start')}
          </Button>
        </Group>
        <SameCall call={call} />
      </Stack>
    </form>
  );
}

/** What the gateway says of single fields. */
function detailsOf(error: Error | null): Record<string, string> {
  if (!(error instanceof RefusedError) || typeof error.details !== 'object') return {};
  const named = Object.entries(error.details).map(([path, problem]) => [path.replace(/^input_data\./, ''), problem]);
  return Object.fromEntries(named) as Record<string, string>;
}
