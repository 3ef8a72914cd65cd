/** The body of an answer that has none. */
export async function* noBytes(): AsyncGenerator<Uint8Array> {}
