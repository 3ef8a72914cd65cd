import { Stack, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FlowEditor } from './FlowEditor';

const BEGINNING = `flow_id: my-flow
name: My flow
routines:
  films: { type: split, config: { value: films } } # one item for each film
  audio:
    task: ffmpeg.extract_audio
    inputs: { video_path: '\${{ path }}' }
connections:
  - films -> audio
`;

/** A flow that is not stored yet. */
export function NewFlow() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Stack>
      <Title order={1} size="h2">
        {t('flow.new')}
      </Title>
      <FlowEditor
        source={BEGINNING}
        action={t('flow.store')}
        onStored={(id) => void navigate({ to: '/flows/$id', params: { id } })}
      />
    </Stack>
  );
}
