import { isRedisOutage } from './redis-connection';

const systemError = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

describe('isRedisOutage', () => {
  it.each([
    systemError('ECONNREFUSED', 'connect'),
    systemError('ECONNRESET', 'read'),
    new Error("Stream isn't writeable and enableOfflineQueue options is false"),
    new Error('Connection is closed.'),
    new Error("OOM command not allowed when used memory > 'maxmemory'."),
    new Error('ERR Error running script (call to f_1): @user_script:3: -OOM command not allowed'),
    new Error('LOADING Redis is loading the dataset in memory'),
  ])('knows %s', (error) => expect(isRedisOutage(error)).toBe(true));

  it.each([
    systemError('ENOENT', 'open'),
    systemError('EPIPE', 'spawn'),
    new Error('ERR wrong number of arguments'),
    'text',
  ])('leaves %s alone', (error) => expect(isRedisOutage(error)).toBe(false));
});
