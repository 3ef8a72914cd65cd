import { useRef, useState, type DragEvent } from 'react';
import { Button, FileButton, Group, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { upload, type Upload } from '../../api/upload';
import { Problem } from '../../parts/Problem';
import { bytes } from '../../parts/time';
import { OutputPicker } from './OutputPicker';
import { useCommon, type FieldProps } from './SchemaField';

/** A file: dropped here and uploaded, an output of an earlier task, or a path of the share. */
export function PathField(props: FieldProps) {
  const { t } = useTranslation();
  const common = useCommon(props);
  const [sending, setSending] = useState<{ file: File; fraction: number }>();
  const [problem, setProblem] = useState<Error>();
  const [over, setOver] = useState(false);
  const running = useRef<Upload>(undefined);

  const send = async (file: File | null | undefined): Promise<void> => {
    if (!file) return;
    running.current?.abort();
    setProblem(undefined);
    setSending({ file, fraction: 0 });
    const mine = upload(file, (fraction) => setSending({ file, fraction }));
    running.current = mine;
    try {
      props.onChange((await mine.done).path);
    } catch (error) {
      if ((error as Error).name !== 'AbortError') setProblem(error as Error);
    } finally {
      if (running.current === mine) setSending(undefined);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files[0]);
  };
  const isDirectory = props.field.schema.format === 'directory-path';

  return (
    <Stack gap="xs" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <TextInput
        {...common}
        value={(props.value ?? '') as string}
        placeholder="/share/…"
        onChange={({ currentTarget }) => props.onChange(currentTarget.value)}
      />
      <div
        className="sy-drop"
        data-over={over || undefined}
        onDragEnter={() => setOver(true)}
        onDragLeave={({ currentTarget, relatedTarget }) =>
          currentTarget.contains(relatedTarget as Node) || setOver(false)
        }
      >
        <Group justify="center" gap="sm">
          {!isDirectory && (
            <>
              <Text size="sm">{t('submit.drop')}</Text>
              <FileButton onChange={(file) => void send(file)}>
                {(button) => (
                  <Button {...button} size="xs" variant="default">
                    {t('submit.choose')}
                  </Button>
                )}
              </FileButton>
            </>
          )}
          <OutputPicker onPick={props.onChange} />
        </Group>
        {sending && (
          <Stack gap={4} mt="sm" aria-live="polite">
            <Text size="sm" className="sy-any-text">
              {t('submit.uploading', {
                name: sending.file.name,
                size: bytes(sending.file.size),
                percent: Math.floor(sending.fraction * 100),
              })}
            </Text>
            <Progress value={sending.fraction * 100} aria-label={t('submit.upload')} />
            <Button size="xs" variant="subtle" onClick={() => running.current?.abort()}>
              {t('submit.stopUpload')}
            </Button>
          </Stack>
        )}
      </div>
      <Problem error={problem} title={t('submit.uploadFailed')} />
    </Stack>
  );
}
