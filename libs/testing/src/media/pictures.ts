import { madeByFfmpeg } from './cached-file';

export const PICTURE_TEXT = 'Departure at 10:45';

const onePicture = ['-frames:v', '1', '-update', '1'];

/** A PNG with one line of black text on white. */
export const textPicture = (text = PICTURE_TEXT): Promise<string> => withText('text.png', text, '800x200', 56);

export const blankPicture = (): Promise<string> =>
  madeByFfmpeg('blank.png', ['-f', 'lavfi', '-i', 'color=white:s=640x360', ...onePicture]);

/** 7680×4320 with one line of text. */
export const hugePicture = (text = PICTURE_TEXT): Promise<string> => withText('huge.png', text, '7680x4320', 400);

function withText(name: string, text: string, size: string, fontSize: number): Promise<string> {
  const written = text.replaceAll(':', '\\:');
  const draw = `drawtext=font='DejaVu Sans':text='${written}':fontsize=${fontSize}:fontcolor=black:x=(w-tw)/2:y=(h-th)/2`;
  return madeByFfmpeg(name, ['-f', 'lavfi', '-i', `color=white:s=${size}`, '-vf', draw, ...onePicture]);
}
