import { getMetadataStorage, IsInt, IsString, validateSync } from 'class-validator';
import './validate';

class Base {
  @IsString() name: unknown = 'a name';
}
class Derived extends Base {
  @IsInt() size: unknown = 1;
}

const faultsOf = (value: object): string[] => validateSync(value).map(({ property }) => property);

describe('the checks of a class', () => {
  it('are looked for once, with those that it inherits', () => {
    const storage = getMetadataStorage();
    const checks = storage.getTargetValidationMetadatas(Derived, '', false, false);
    expect(checks.map(({ propertyName }) => propertyName)).toEqual(['size', 'name']);
    expect(storage.getTargetValidationMetadatas(Derived, '', false, false)).toBe(checks);
    expect(faultsOf(Object.assign(new Derived(), { name: 1, size: 'a' }))).toEqual(['size', 'name']);
  });

  it('are looked for again when a decorator ran since', () => {
    expect(faultsOf(Object.assign(new Derived(), { late: 1 }))).toEqual([]);
    IsString()(Base.prototype, 'late');
    expect(faultsOf(Object.assign(new Derived(), { late: 1 }))).toEqual(['late']);
  });
});
