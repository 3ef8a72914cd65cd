import { InvalidRequestError } from '../errors/request-error';
import type { Stage, WorkflowContext } from '../workflow-context';
import { burnSubtitlesTask, cropSubtitleImagesTask } from './ffmpeg.tasks';
import { resolveInput } from './resolve-input';

const stage = (output: Record<string, unknown> | null): Stage => ({
  status: output ? 'SUCCESS' : 'PENDING',
  input_params: {},
  output,
  error: null,
  duration: null,
  attempt: 1,
  started_at: null,
  completed_at: null,
});

const context = (stages: Record<string, Stage>): WorkflowContext => ({
  workflow_id: 'w',
  input_params: { task_name: '', input_data: {}, callback: null },
  shared_storage_path: '/share/workflows/w',
  stages,
  error: null,
});

const problems = (run: () => object): Record<string, string> => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidRequestError) return error.problems;
  }
  throw new Error('was not refused');
};

const SRT = 'wservice.generate_subtitle_files';
const OCR = 'paddleocr.extract_subtitles';

describe('resolveInput', () => {
  it('takes a missing input from an earlier stage, in the order of the catalogue', () => {
    const both = context({
      [OCR]: stage({ srt_file: '/share/ocr.srt' }),
      [SRT]: stage({ subtitle_path: '/share/a.srt' }),
    });
    expect(resolveInput(burnSubtitlesTask, { video_path: 'v.mp4' }, both)).toMatchObject({
      subtitle_path: '/share/a.srt',
    });
    const one = context({ [OCR]: stage({ srt_file: '/share/ocr.srt' }) });
    expect(resolveInput(burnSubtitlesTask, { video_path: 'v.mp4' }, one)).toMatchObject({
      subtitle_path: '/share/ocr.srt',
    });
  });

  it('prefers what is given, then a reference', () => {
    const earlier = context({
      [SRT]: stage({ subtitle_path: '/share/a.srt' }),
      'x.y': stage({ deep: { file: 'c.srt' } }),
    });
    const given = { video_path: 'v.mp4', subtitle_path: 'b.srt' };
    expect(resolveInput(burnSubtitlesTask, given, earlier)).toMatchObject({ subtitle_path: 'b.srt' });
    const reference = { video_path: 'v.mp4', subtitle_path: '${{ stages.x.y.output.deep.file }}' };
    expect(resolveInput(burnSubtitlesTask, reference, earlier)).toMatchObject({ subtitle_path: 'c.srt' });
  });

  it('says where a missing input could have come from', () => {
    const text = problems(() => resolveInput(burnSubtitlesTask, { video_path: 'v.mp4' }, null))[
      'input_data.subtitle_path'
    ];
    expect(text).toContain(`${SRT}.subtitle_path`);
  });

  it.each([
    ['${{ stages.no.where.output.x }}', /no finished stage no.where/],
    ['${{ stages.x.y.output.nothing }}', /has no field nothing/],
    ['${{ stages.not.yet.output.x }}', /no finished stage not.yet/],
    ['${{ env.HOME }}', /is not of the form/],
    ['${{ stages.x.y.output.__proto__.z }}', /has no field/],
  ])('refuses the reference %s', (reference, text) => {
    const earlier = context({ 'x.y': stage({ file: 'c' }), 'not.yet': stage(null) });
    const found = problems(() =>
      resolveInput(burnSubtitlesTask, { video_path: reference, subtitle_path: 'b' }, earlier),
    );
    expect(found['input_data.video_path']).toMatch(text);
  });

  it('takes an area that was not found for missing', () => {
    const none = context({ 'paddleocr.detect_subtitle_area': stage({ subtitle_area: [] }) });
    const found = problems(() => resolveInput(cropSubtitleImagesTask, { video_path: 'v.mp4' }, none));
    expect(found['input_data.subtitle_area']).toMatch(/is required: the workflow has no stage to take it from/);
  });
});
