import { waitIn } from './preferences';

describe('the wait of Prefer', () => {
  it.each([
    ['wait=30', 30],
    ['WAIT = "5"', 5],
    ['respond-async, wait=10; x=1', 10],
    ['wait', 60],
    ['wait=600', 60],
    ['wait=0', 0],
    ['await=3', undefined],
    ['wait=soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%p is %p seconds', (prefer, seconds) => expect(waitIn(prefer)).toBe(seconds));
});
