import type { UploadedFile } from '@switchyard/client';
import { keyHeaders, noteStatus } from './access';
import { AwayError, refusalOf } from './client';

export interface Upload {
  done: Promise<UploadedFile>;
  abort(): void;
}

/** Sends a file and says how far it is, from 0 to 1; `fetch` cannot say that. */
export function upload(file: File, onProgress: (fraction: number) => void): Upload {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.set('file', file, file.name);
  const done = new Promise<UploadedFile>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new AwayError('the connection was cut'));
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    request.onload = () => {
      noteStatus(request.status);
      const body: unknown = request.response;
      if (request.status === 201) resolve(body as UploadedFile);
      else reject(refusalOf(request.status, body));
    };
  });
  request.open('POST', '/v1/files');
  request.responseType = 'json';
  for (const [name, value] of Object.entries(keyHeaders())) request.setRequestHeader(name, value);
  request.send(form);
  return { done, abort: () => request.abort() };
}
