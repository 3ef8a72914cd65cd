import { useState } from 'react';
import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { putFlow, validateFlow } from '../../api/flows';
import { Problem } from '../../parts/Problem';

const TYPING_MS = 300;

interface Props {
  source: string;
  action: string;
  onStored: (flowId: string) => void;
}

/** The text of a flow; what is wrong with it is said while one types. */
export function FlowEditor({ source, action, onStored }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState(source);
  const [typed] = useDebouncedValue(text, TYPING_MS);
  const checked = useQuery({
    queryKey: ['flow-problems', typed],
    queryFn: ({ signal }) => validateFlow(typed, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  const store = useMutation({
    mutationFn: () => putFlow(text),
    onSuccess: async ({ flow_id }) => {
      await Promise.all([['flow', flow_id], ['flows']].map((queryKey) => queries.invalidateQueries({ queryKey })));
      onStored(flow_id);
    },
  });
  const problems = typed === text ? checked.data?.problems : undefined;
  return (
    <Stack>
      <Textarea
        label={t('flow.source')}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => indent(event, setText)}
        autosize
        minRows={16}
        maxRows={32}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, whiteSpace: 'pre' } }}
      />
      <div aria-live="polite">{problems ? <Problems problems={problems} /> : <Text>{t('flow.checking')}</Text>}</div>
      <Group>
        <Button
          loading={store.isPending}
          disabled={!problems || Object.keys(problems).length > 0}
          onClick={() => store.mutate()}
        >
          {action}
        </Button>
        {store.data && (
          <Text role="status" size="sm">
            {t('flow.saved', { version: store.data.version })}
          </Text>
        )}
      </Group>
      <Problem error={store.error ?? checked.error} />
    </Stack>
  );
}

function Problems({ problems }: { problems: Record<string, string> }) {
  const { t } = useTranslation();
  const all = Object.entries(problems);
  if (all.length === 0) return <Text>✓ {t('flow.noProblems')}</Text>;
  return (
    <Alert color="orange" title={t('flow.problems', { count: all.length })}>
      <List size="sm">
        {all.map(([place, problem]) => (
          <List.Item key={place} className="sy-any-text">
            <b>{place}</b>: {problem}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** A new line begins where the one before began: YAML means something by it. */
function indent(event: React.KeyboardEvent<HTMLTextAreaElement>, set: (text: string) => void): void {
  if (event.key !== 'Enter') return;
  const { value, selectionStart: from, selectionEnd: to } = event.currentTarget;
  const line = value.slice(value.lastIndexOf('\n', from - 1) + 1, from);
  const space = /^ */.exec(line)?.[0] ?? '';
  if (space === '') return;
  event.preventDefault();
  const area = event.currentTarget;
  area.setRangeText(`\n${space}`, from, to, 'end');
  set(area.value);
}
