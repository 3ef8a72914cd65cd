import { Suspense, lazy, useState, type FormEvent } from 'react';
import { Alert, Button, Loader, NumberInput, SimpleGrid, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { nodesQuery, submitProgram } from '../../api/nodes';
import { Problem } from '../../parts/Problem';

const CodeEditor = lazy(() => import('./CodeEditor').then(({ CodeEditor }) => ({ default: CodeEditor })));

const EXAMPLE = `# What the program prints is its result. It has no network and no files.
primes = [n for n in range(2, 1000) if all(n % k for k in range(2, n))]
print(len(primes), "primes below 1000, the last is", primes[-1])
`;

/** A Python program and what it needs; it runs on an idle machine. */
export function CodeForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const dark = useComputedColorScheme('light') === 'dark';
  const { data: nodes } = useQuery(nodesQuery);
  const [code, setCode] = useState(EXAMPLE);
  const [timeout, setTimeout] = useState<number | string>(300);
  const [cpu, setCpu] = useState<number | string>(1);
  const [memory, setMemory] = useState<number | string>(512);
  const sending = useMutation({
    mutationFn: () =>
      submitProgram({ code, timeout: Number(timeout), resources: { cpu: Number(cpu), memory: Number(memory) } }),
    onSuccess: ({ task_id }) => navigate({ to: '/programs/$id', params: { id: task_id } }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate();
  };
  const isAnyoneThere = nodes === undefined || nodes.nodes.some(({ status }) => status !== 'offline');
  return (
    <Stack component="form" onSubmit={submit}>
      {!isAnyoneThere && <Alert color="orange">{t('program.noNode')}</Alert>}
      <Text size="sm" fw={600} mb={-8}>
        {t('program.code')}
      </Text>
      <Suspense fallback={<Loader aria-label={t('shell.loading')} />}>
        <CodeEditor value={code} label={t('program.code')} dark={dark} onChange={setCode} />
      </Suspense>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <NumberInput
          label={t('submit.timeout')}
          suffix=" s"
          min={1}
          max={3600}
          allowDecimal={false}
          required
          value={timeout}
          onChange={setTimeout}
        />
        <NumberInput label={t('program.cores')} min={0.1} max={64} step={0.5} required value={cpu} onChange={setCpu} />
        <NumberInput
          label={t('node.memory')}
          suffix=" MB"
          min={16}
          max={65_536}
          allowDecimal={false}
          required
          value={memory}
          onChange={setMemory}
        />
      </SimpleGrid>
      <Problem error={sending.error} title={t('submit.refused')} />
      <Button type="submit" loading={sending.isPending} disabled={code.trim() === ''} style={{ alignSelf: 'start' }}>
        {t('submit.start')}
      </Button>
    </Stack>
  );
}
