import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitAudioTask } from '@switchyard/contracts';
import { SharedStorage } from '@switchyard/storage';
import type { AttemptRun } from './attempt-run';
import { HandlerContractError, finishOutput } from './output';

const STORAGE = new SharedStorage(mkdtempSync(join(tmpdir(), 'output-')));
const PLACE = { workflowId: 'w', taskName: splitAudioTask.name, taskId: 't', fence: 7 };
const ROOT = STORAGE.attemptDir(PLACE);
const URL_OF_CUES = 'https://example.org/cues.srt';

const run = {
  place: PLACE,
  work: { engine: { name: 'ffmpeg', version: '5' } },
  task: { input: { audio_path: '/share/uploads/a.wav', subtitle_path: URL_OF_CUES } },
} as unknown as AttemptRun;
const INPUT = { audio_path: join(STORAGE.root, 'uploads/a.wav'), subtitle_path: join(STORAGE.root, 'temp/cues.srt') };

const finish = (made: object): object => finishOutput(splitAudioTask, { made, input: INPUT, seconds: 1 }, run, STORAGE);

afterAll(() => rmSync(STORAGE.root, { recursive: true }));

describe('the paths of an output', () => {
  it('are those of the share, and an input is named as the client gave it', () => {
    const made = {
      audio_segments_dir: `${ROOT}/segments`,
      audio_source: INPUT.audio_path,
      subtitle_source: INPUT.subtitle_path,
    };
    expect(finish(made)).toMatchObject({
      audio_segments_dir: '/share/workflows/w/ffmpeg.split_audio_segments/t-7/segments',
      audio_source: '/share/uploads/a.wav',
      subtitle_source: URL_OF_CUES,
    });
  });

  it.each([join(STORAGE.root, 'uploads/b.wav'), `${ROOT}-8/a.wav`, `${ROOT}/../a.wav`])(
    'are not elsewhere: %s',
    (path) => expect(() => finish({ audio_source: path })).toThrow(HandlerContractError),
  );
});
