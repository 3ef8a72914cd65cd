import { ffmpegError } from './ffmpeg-error';

const ended = (stderrTail: string, code: number | null = 1, signal: NodeJS.Signals | null = null) =>
  ffmpegError({ code, signal, stderrTail });

describe('what an end of ffmpeg means', () => {
  it.each([
    ['av_interleaved_write_frame(): No space left on device', 1, { code: 'DISK_FULL', retryable: true }],
    ['Error writing trailer of x: No space left on device', 0, { code: 'DISK_FULL' }],
    ['file:/a/b/x.mp4: Invalid data found when processing input', 1, { code: 'INPUT_REJECTED', retryable: false }],
    ['[mov] moov atom not found\nx: Invalid data found', 1, { code: 'INPUT_REJECTED' }],
    ['Picture size 0x0 is invalid\nConversion failed!', 1, { code: 'INPUT_REJECTED', retryable: false }],
    ['x: Cannot allocate memory', 1, { code: 'INTERNAL_ERROR', retryable: true }],
    ['file:x.mp4: Input/output error', 1, { code: 'INTERNAL_ERROR', retryable: true }],
    ["Unknown encoder 'libx264'", 1, { code: 'INTERNAL_ERROR', retryable: true, deadly: false }],
    ['', 255, { code: 'INTERNAL_ERROR', message: 'ffmpeg ended with exit code 255: it said nothing' }],
  ])('%j with exit code %s', (text, code, expected) => expect(ended(text, code)).toMatchObject(expected));

  it('is a crash when a signal ended it', () => {
    expect(ended('last words', null, 'SIGSEGV')).toMatchObject({
      code: 'ENGINE_CRASHED',
      deadly: true,
      ending: 'signal SIGSEGV',
    });
  });

  it('is the fault of an input that met a limit', () => {
    const error = ffmpegError({ code: null, signal: 'SIGXCPU', stderrTail: '', metLimit: 'CPU time (60 s)' });
    expect(error).toMatchObject({
      code: 'INPUT_REJECTED',
      message: 'ffmpeg met its limit of CPU time (60 s) with this input',
    });
  });

  it('is none when it went well', () => expect(ended('some warning', 0)).toBeUndefined());

  it('is told by the line that names the cause', () => {
    const lines = [
      '[Parsed_aresample_0 @ 0x55aac] [SWR @ 0x55aad] Rematrix is needed between 60 channels and mono',
      'Error reinitializing filters!',
      'Failed to inject frame into filter network: Invalid argument',
      'Conversion failed!',
    ];
    expect(ended(lines.join('\n'))?.message).toBe(
      'ffmpeg cannot work with the input: Rematrix is needed between 60 channels and mono',
    );
  });

  it('does not tell where files lie', () => {
    expect(ended('file:/srv/share/x.mp4: Invalid data found when processing input')?.message).toBe(
      'ffmpeg cannot work with the input: file:…/x.mp4: Invalid data found when processing input',
    );
  });
});
