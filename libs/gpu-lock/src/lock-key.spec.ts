import { gpuOfLockKey, lockKeyOf } from './lock-key';

describe('lock keys', () => {
  it.each(['0', 'host-a:0', '10', 'node.example.org:GPU-8f6d'])('name %s and are read again', (gpu) =>
    expect(gpuOfLockKey(lockKeyOf(gpu))).toBe(gpu),
  );

  it.each(['0', 'lock:0', 'gpu_lock:', 'gpu_lock:0:queue', 'gpu_lock:a:0:stats', 'gpu_lock:a b', 'gpu_lock:a:b:c'])(
    'are refused when they are %s',
    (key) => expect(() => gpuOfLockKey(key)).toThrow('must be of the form gpu_lock:0'),
  );
});
