import { refuseSecret } from './message';

describe('the secret that signs callbacks', () => {
  it.each(['', 'any text', 'whsec_c2VjcmV0IG9mIDI0IGJ5dGVz'])('can be %j', (secret) => {
    expect(() => refuseSecret(secret)).not.toThrow();
  });

  it('is refused when it says that it is base64 and is not', () => {
    expect(() => refuseSecret('whsec_%%%')).toThrow(/CALLBACK_SECRET begins with whsec_/);
  });
});
