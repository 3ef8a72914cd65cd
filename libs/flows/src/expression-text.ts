import jsonata from 'jsonata';

const LONGEST_EXPRESSION = 4096;
const WRAPPED = /^\s*\$\{\{([^]*)\}\}\s*$/;

/** The expression of a text `${{ … }}`; nothing of any other value. */
export function expressionIn(value: unknown): string | undefined {
  return typeof value === 'string' ? WRAPPED.exec(value)?.[1]?.trim() : undefined;
}

/** What is wrong with an expression; it is not evaluated. */
export function syntaxProblem(expression: string): string | undefined {
  if (expression.length > LONGEST_EXPRESSION) return `is longer than ${LONGEST_EXPRESSION} characters`;
  try {
    jsonata(expression);
    return undefined;
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    return `is no expression of JSONata: ${message ?? String(error)}${position === undefined ? '' : ` (character ${position})`}`;
  }
}
