import { detectSubtitleAreaTask, performOcrTask } from '@switchyard/contracts';
import { GpuUnavailableError } from '@switchyard/gpu-lock';
import type { Handler } from '../handlers';
import { refuseUnknownGpus } from './wanted-gpus';

const handler = (task: object, gpu?: Handler['gpu']): Handler => ({
  task: task as Handler['task'],
  run: () => Promise.resolve({}),
  gpu,
});
const devices = [{ id: '0' }, { id: '1' }];

describe('the GPUs that methods name', () => {
  it('are refused when the worker does not have them, by task, id and what there is', () => {
    const handlers = [
      handler(performOcrTask, { gpu: '7' }),
      handler(detectSubtitleAreaTask, { gpu: 'cuda:0' }),
      handler(performOcrTask, { gpu: '1' }),
    ];
    const check = (): void => refuseUnknownGpus(handlers, devices);
    expect(check).toThrow(GpuUnavailableError);
    expect(check).toThrow(
      'paddleocr.perform_ocr wants GPU 7, paddleocr.detect_subtitle_area wants GPU cuda:0, ' +
        'which this worker does not have; there are: 0, 1',
    );
  });

  it('are fine when they are there, when any will do, and when none is needed', () => {
    const handlers = [handler(performOcrTask, { gpu: '1' }), handler(performOcrTask, {}), handler(performOcrTask)];
    expect(() => refuseUnknownGpus(handlers, devices)).not.toThrow();
  });

  it('do not matter to a worker without GPUs, which works on the CPU', () => {
    expect(() => refuseUnknownGpus([handler(performOcrTask, { gpu: '7' })], [])).not.toThrow();
  });
});
