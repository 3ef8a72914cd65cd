import { basename } from 'node:path';
import type { UploadedFile } from '@switchyard/client';
import type { Session } from '../session';
import { startProgress } from '../terminal/progress';
import { formatBytes } from '../terminal/units';

/** Uploads a file with a bar and says where it went. */
export async function uploadWithProgress({ files, terminal }: Session, file: string): Promise<UploadedFile> {
  const progress = startProgress(terminal, `uploading ${basename(file)}`);
  try {
    return await files.upload(file, (done, total) =>
      progress.update(total === 0 ? 1 : done / total, `${formatBytes(done)} of ${formatBytes(total)}`),
    );
  } finally {
    progress.stop();
  }
}
