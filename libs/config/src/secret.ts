/**
 * The secret in the environment variable that a setting names. Settings hold the name alone, so nothing that shows settings
 * shows the secret.
 */
export const secretNamed = (variable: string): string | undefined => process.env[variable] || undefined;
