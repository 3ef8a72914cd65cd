import { ID_PATTERN } from '@switchyard/contracts';
import { newTaskId } from './task-id';

describe('newTaskId', () => {
  it('gives ids of UUIDv7 that differ, also beyond one fetch of randomness', () => {
    const ids = Array.from({ length: 1000 }, newTaskId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(id).toMatch(ID_PATTERN);
    }
  });
});
