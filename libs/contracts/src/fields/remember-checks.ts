import { type getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Checks = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * For each object, class-validator looks for inherited checks among all classes of the program: with three hundred of them that was
 * a fifth of what a submission costs. The checks of a class are looked for once here, until another decorator runs.
 */
export function rememberChecks(storage: Storage): void {
  let found = new WeakMap<object, Checks>();
  const search = storage.getTargetValidationMetadatas.bind(storage);
  const add = storage.addValidationMetadata.bind(storage);
  storage.addValidationMetadata = (check): void => {
    found = new WeakMap();
    add(check);
  };
  storage.getTargetValidationMetadatas = (type, schema, always, strictGroups, groups): Checks => {
    if (schema || always || strictGroups || groups?.length) return search(type, schema, always, strictGroups, groups);
    const known = found.get(type) ?? search(type, schema, always, strictGroups, groups);
    found.set(type, known);
    return known;
  };
}
