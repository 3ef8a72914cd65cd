import { DiskFullError, InputRejectedError, toTaskError } from './task-error';

describe('toTaskError', () => {
  it('keeps what knows itself', () => {
    const error = new InputRejectedError('no audio');
    expect(toTaskError(error)).toBe(error);
  });

  it.each(['ENOSPC', 'EDQUOT'])('takes %s for a full disk, on which there may be room later', (code) => {
    const full = toTaskError(Object.assign(new Error('write'), { code }));
    expect(full).toBeInstanceOf(DiskFullError);
    expect(full.toFailure()).toMatchObject({ code: 'DISK_FULL', retryable: true });
  });

  it('removes directories of this machine from error texts', () => {
    const { message } = toTaskError(new Error("ENOENT: no such file, open '/home/me/share/x y/a.wav'"));
    expect(message).not.toContain('/home');
    expect(toTaskError('text').message).toBe('text');
  });
});
