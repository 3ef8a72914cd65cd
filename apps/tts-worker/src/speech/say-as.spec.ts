import { sayable } from './say-as';

describe('what a voice is given to say', () => {
  it.each([
    ['It costs $5.50, or £1.', 'It costs 5 dollars and 50 cents, or 1 pound.'],
    ['They paid €2.5 million and ¥1,000.', 'They paid 2.5 million euros and 1,000 yen.'],
    ['A pen is £0.05.', 'A pen is 5 pence.'],
    [
      'At 10 km/h, 5kg fell 1 m at -5 °C.',
      'At 10 kilometres per hour, 5 kilograms fell 1 metre at -5 degrees Celsius.',
    ],
    ['On 2024-01-05 and Jan. 7 1984.', 'On January 5, 20 24 and January 7 19 84.'],
    ['In 1905 there were 2005 of 20,240.', 'In 19 oh 5 there were 2005 of 20,240.'],
    [
      '5–10 people, e.g. No. 3 vs. #4, etc. and R & D',
      '5 to 10 people, for example number 3 versus number 4, et cetera and R and D',
    ],
    ['See https://www.example.com/a **now** 😀', 'See example.com/a now'],
    ['- first point', 'first point'],
    ['20% of 3.14 at 10:30, the 2nd time', '20% of 3.14 at 10:30, the 2nd time'],
  ])('%s', (written, said) => expect(sayable(written, 'en-US')).toBe(said));

  it('leaves numbers of other languages to their phonemes', () => {
    expect(sayable('En 1984 costaba 5,50 € [sic]', 'es')).toBe('En 1984 costaba 5,50 € sic');
  });
});
