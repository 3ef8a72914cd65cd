import { readFile, writeFile } from 'node:fs/promises';
import { cachedFile, madeByFfmpeg } from './cached-file';

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

/** A line of text on a page of 595×842 points; y counts from the bottom. */
export type PdfLine = [x: number, y: number, text: string];

/** A PDF in Helvetica. */
export const pdf = (pages: readonly PdfLine[][]): Promise<string> =>
  cachedFile('pages.pdf', pages, (path) => writeFile(path, pdfText(pages)));

/** A PDF that asks for a password. */
export const encryptedPdf = (): Promise<string> =>
  cachedFile('encrypted.pdf', [], (path) => writeFile(path, pdfText([[[72, 700, 'secret']]], ENCRYPTED)));

/** What stands on a scanned page, line by line. */
export const SCANNED_LINES = [
  'The bridge was built of stone',
  'from the hills in the north',
  'and stood for many years.',
];

/** A PDF of one picture: a page as a scanner sees it, a little askew, grey and noisy. */
export async function scannedPdf(): Promise<string> {
  const [width, height] = [1240, 1754];
  const draw = SCANNED_LINES.map(
    (line, at) => `drawtext=font='DejaVu Serif':text='${line}':fontsize=40:x=180:y=${400 + 60 * at}`,
  );
  const scan = [...draw, 'rotate=0.012:fillcolor=white', 'gblur=0.7', 'noise=alls=14:allf=u:all_seed=1'].join(',');
  const picture = await madeByFfmpeg('scan.jpg', [
    ...['-f', 'lavfi', '-i', `color=0xf2f0ea:s=${width}x${height}`, '-vf', scan, '-q:v', '6', ...onePicture],
  ]);
  return cachedFile('scan.pdf', [scan], async (path) => {
    const jpeg = (await readFile(picture)).toString('latin1');
    const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB`;
    const drawn = 'q 595 0 0 842 0 0 cm /I Do Q';
    const page =
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>';
    const objects = [
      ...['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page],
      `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      `<< ${image} /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n${jpeg}\nendstream`,
    ];
    await writeFile(path, fileOf(objects), 'latin1');
  });
}

const ENCRYPTED =
  `/ID [<${'01'.repeat(16)}> <${'01'.repeat(16)}>] /Encrypt ` +
  `<< /Filter /Standard /V 1 /R 2 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> /P -4 >>`;

function pdfText(pages: readonly PdfLine[][], trailer = ''): string {
  const first = 4;
  const kids = pages.map((_, at) => `${first + 2 * at} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, at) => {
      const body = lines.map(([x, y, text]) => `BT /F1 12 Tf ${x} ${y} Td (${text}) Tj ET`).join('\n');
      const resources = '/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>';
      const page = `<< /Type /Page /Parent 2 0 R /Contents ${first + 2 * at + 1} 0 R ${resources} >>`;
      return [page, `<< /Length ${body.length} >>\nstream\n${body}\nendstream`];
    }),
  ];
  return fileOf(objects, trailer);
}

function fileOf(objects: readonly string[], trailer = ''): string {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF\n`;
}
