import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { requestBytes } from './load/load';

export const CONNECTIONS = 32;

/** How long each part of one round takes, in seconds, and how often. */
export interface Plan {
  rounds: number;
  /** Counted, so that the slower side gets as many runs of its code before Node has compiled it. */
  warmUp: { seconds: number; requests: number };
  submitSeconds: number;
  readSeconds: number;
  endToEndSeconds: number;
  /** Tasks that are sent one at a time. */
  singleTasks: number;
  /** Tasks that wait where many do, and how often the cost of a request is measured with few and with many. */
  backlog: { many: number; turns: number };
}

export const FULL: Plan = {
  rounds: 3,
  warmUp: { seconds: 10, requests: 10_000 },
  submitSeconds: 4,
  readSeconds: 2,
  endToEndSeconds: 3,
  singleTasks: 150,
  backlog: { many: 100_000, turns: 30 },
};

export const QUICK: Plan = {
  rounds: 3,
  warmUp: { seconds: 2, requests: 3000 },
  submitSeconds: 1,
  readSeconds: 0.5,
  endToEndSeconds: 1,
  singleTasks: 40,
  backlog: { many: 20_000, turns: 10 },
};

/** The file every task names; it lies on the shared storage of the bench. */
export const INPUT_FILE = 'bench/segments.json';

const BODY = JSON.stringify({
  task_name: generateSubtitleFilesTask.name,
  input_data: {
    segments_file: `/share/${INPUT_FILE}`,
    formats: ['srt'],
    output_filename: 'subtitles',
    max_lines: 2,
  },
});

/** The same bytes for all sides. */
export const SUBMIT = requestBytes('POST', '/v1/tasks', BODY);
export const BODY_BYTES = Buffer.byteLength(BODY);

export const statusOf = (taskId: string): Buffer => requestBytes('GET', `/v1/tasks/${taskId}`);
