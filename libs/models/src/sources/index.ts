import type { Source } from '../catalogue';
import { fetchFromCampplus } from './campplus.source';
import type { FetchJob } from './fetch-job';
import { fetchFromDirectory } from './file.source';
import { fetchFromHttps } from './https.source';
import { fetchFromNpm } from './npm.source';
import { fetchFromOnnxMetadata } from './onnx-metadata.source';
import { fetchFromPip } from './pip.source';

export type { FetchJob, WantedFile } from './fetch-job';

export function fetchFrom(source: Source, job: FetchJob): Promise<void> {
  switch (source.kind) {
    case 'https':
      return fetchFromHttps(source, job);
    case 'pip':
      return fetchFromPip(source, job);
    case 'npm':
      return fetchFromNpm(source, job);
    case 'file':
      return fetchFromDirectory(source, job);
    case 'onnx-metadata':
      return fetchFromOnnxMetadata(source, job);
    case 'campplus':
      return fetchFromCampplus(source, job);
  }
}

export function describeSource(source: Source): string {
  switch (source.kind) {
    case 'https':
      return source.base;
    case 'pip':
      return `pip ${source.package}==${source.version}`;
    case 'npm':
      return `npm ${source.package}@${source.version}`;
    case 'file':
      return source.directory;
    case 'onnx-metadata':
      return `metadata of ${source.model}`;
    case 'campplus':
      return `CAM++ weights of ${source.checkpoint}`;
  }
}
