export * from './address-rule';
export * from './callback-egress';
export * from './egress';
