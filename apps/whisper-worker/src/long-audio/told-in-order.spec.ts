import { ToldInOrder } from './told-in-order';

describe('what parts tell', () => {
  it('is told in the order of the parts, as soon as those before it are done', () => {
    const told: string[] = [];
    const order = new ToldInOrder<string>((item) => void told.push(item));
    order.add(0, 'a1');
    order.add(1, 'b1');
    order.add(2, 'c1');
    expect(told).toEqual(['a1']);
    order.end(2);
    order.add(0, 'a2');
    order.end(0);
    expect(told).toEqual(['a1', 'a2', 'b1']);
    order.add(1, 'b2');
    order.end(1);
    expect(told).toEqual(['a1', 'a2', 'b1', 'b2', 'c1']);
    order.add(3, 'd1');
    expect(told.at(-1)).toBe('d1');
  });
});
