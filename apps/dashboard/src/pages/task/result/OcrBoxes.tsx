import { useState } from 'react';
import { Grid, Title, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../../api/client';
import type { OcrPicture } from './ocr';

/** A picture with a box around each line that was read, beside the lines; each shows the other. */
export function OcrBoxes({ path, picture }: { path: string; picture: OcrPicture }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<number>();
  const { width, height, lines } = picture;
  return (
    <section aria-label={t('viewer.read')}>
      <Title order={2} size="h5" mb="xs">
        {t('viewer.lines', { count: lines.length })}
      </Title>
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <svg viewBox={`0 0 ${width} ${height}`} className="sy-picture" role="img" aria-label={t('viewer.read')}>
            <image href={fileUrl(path)} width={width} height={height} />
            {lines.map(({ box: [x1, y1, x2, y2], text }, index) => (
              <rect
                key={index}
                className="sy-box"
                data-shown={index === shown || undefined}
                x={x1}
                y={y1}
                width={x2 - x1}
                height={y2 - y1}
                onPointerEnter={() => setShown(index)}
              >
                <title>{text}</title>
              </rect>
            ))}
          </svg>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <ol className="sy-scroll sy-read">
            {lines.map(({ text, confidence }, index) => (
              <li key={index} data-shown={index === shown || undefined}>
                <UnstyledButton onClick={() => setShown(index)} onFocus={() => setShown(index)} className="sy-any-text">
                  {text} <span className="sy-muted">{Math.round(confidence * 100)} %</span>
                </UnstyledButton>
              </li>
            ))}
          </ol>
        </Grid.Col>
      </Grid>
    </section>
  );
}
