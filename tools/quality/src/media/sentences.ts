/** What synthetic voices say; no apostrophes, which would end a filter of ffmpeg. */
export const SENTENCES: readonly string[] = [
  'The train to the coast leaves at seven in the morning.',
  'Please keep your ticket until the end of the journey.',
  'There is fresh coffee in the second carriage of this train.',
  'Nobody knew why the old bridge was closed for the whole summer.',
  'My sister wrote a long letter about the house near the lake.',
  'We will arrive before it gets dark if the road is dry.',
  'A small boat crossed the river while the children watched.',
  'The library opens late on Monday and closes early on Friday.',
  'He bought three apples and a loaf of bread at the market.',
  'Strong wind from the north will bring rain in the evening.',
];
