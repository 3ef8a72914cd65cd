/** Names this process, and no other: `@Inject(ENGINE_ID) engine: string`. */
export const ENGINE_ID = Symbol('engine id');
