/** The form of task and workflow ids; `catalog` and `batch` are routes. */
export const ID_PATTERN = /^(?!(?:catalog|batch)$)[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
