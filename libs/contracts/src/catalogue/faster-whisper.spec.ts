import { InvalidRequestError } from '../errors/request-error';
import { TranscribeAudioInput, transcribeAudioTask } from './faster-whisper.tasks';
import { pathsIn, resolveInput } from './resolve-input';

const resolved = (given: object): object => resolveInput(transcribeAudioTask, { audio_path: 'a.wav', ...given }, null);

const problemsOf = (given: object): Record<string, string> => {
  try {
    resolved(given);
    return {};
  } catch (error) {
    if (error instanceof InvalidRequestError) return error.problems;
    throw error;
  }
};

describe('the input of transcribe_audio', () => {
  it.each([
    [{ language: 'english' }, 'language', /did you mean en \(english\)\?/],
    [{ language: 'en-US' }, 'language', /did you mean en\?/],
    [{ language: 'germn' }, 'language', /did you mean de \(german\)/],
    [{ language: 'jp' }, 'language', /did you mean .*ja? ?\(/],
    [{ language: 'klingon' }, 'language', /"klingon" is no language Whisper knows; it is a code/],
    [{ language: 'constructor' }, 'language', /no language Whisper knows/],
    [{ model: 'tiny.en', language: 'de' }, 'language', /tiny\.en knows English alone; take tiny for de/],
    [{ model: 'Systran/faster-whisper-base.en', task: 'translate' }, 'task', /take Systran\/faster-whisper-base to tr/],
    [{ model: '/etc/whisper' }, 'model', /must be a name, or a path that begins with \/share\//],
    [{ model: '../../whisper' }, 'model', /must be a name/],
    [{ temperature: 2 }, 'temperature', /must not be greater than 1/],
    [{ temperature: [0, -1] }, 'temperature', /item 1 must not be less than 0/],
    [{ temperature: [] }, 'temperature', /at least 1 items/],
    [{ temperature: '0' }, 'temperature', /must be a number or a list/],
    [{ beam_size: 0 }, 'beam_size', /must not be less than 1/],
    [{ task: 'summarize' }, 'task', /must be one of transcribe, translate/],
    [{ device: 'gpu' }, 'device', /must be one of auto, cpu, cuda/],
    [{ initial_prompt: 'x'.repeat(2001) }, 'initial_prompt', /at most 2000 characters/],
    [
      { audio_path: null },
      'audio_path',
      /is required: the workflow has no stage to take it from \(ffmpeg\.extract_audio/,
    ],
  ])('%j is refused with a word that helps', (given, field, says) => {
    expect(problemsOf(given)[`input_data.${field}`]).toMatch(says);
  });

  it.each([
    [{}],
    [{ language: 'yue', temperature: 0 }],
    [{ language: null, temperature: [0, 0.4] }],
    [{ model: 'tiny.en', language: 'en' }],
    [{ model: 'tiny.en' }],
    [{ model: 'base', task: 'translate', language: 'de' }],
  ])('%j is taken', (given) => expect(problemsOf(given)).toEqual({}));

  it('has a path in place of the name of a model only where it says so', () => {
    const pathsOf = (model: string): unknown =>
      pathsIn(TranscribeAudioInput, { model }).map(({ path, kind }) => [path, kind]);
    expect(pathsOf('/share/models/mine')).toEqual([['/share/models/mine', 'directory']]);
    expect(pathsOf('Systran/faster-whisper-base')).toEqual([]);
  });
});
