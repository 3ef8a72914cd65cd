import { chatTask, performOcrTask, probeTask, transcribeAudioTask } from '@switchyard/contracts';
import { queueFor } from './task-job';

describe('the queue of a task', () => {
  it.each([
    [probeTask, {}, 'ffmpeg'],
    [performOcrTask, {}, 'paddleocr-gpu'],
    [transcribeAudioTask, { device: 'auto' }, 'faster_whisper-gpu'],
    [transcribeAudioTask, { device: 'cuda' }, 'faster_whisper-cuda'],
    [transcribeAudioTask, { device: 'cpu' }, 'faster_whisper'],
    [chatTask, { device: 'auto' }, 'llm-gpu'],
    [chatTask, { device: 'cuda', provider: 'local' }, 'llm-cuda'],
    [chatTask, { device: 'auto', provider: 'deepseek' }, 'llm'],
  ])('%# is by what it needs', (task, input, queue) => expect(queueFor(task as never, input)).toBe(queue));
});
