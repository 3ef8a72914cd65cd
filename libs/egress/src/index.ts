export * from './address-rule';
export * from './egress-settings';
export * from './egress';
