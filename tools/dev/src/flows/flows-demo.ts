import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Schemas, SwitchyardClient } from '@switchyard/client';
import Table from 'cli-table3';
import { chooseVideo, say, since, withSystem } from '../demo/demo';
import { PLACES, type DevSettings } from '../dev-settings';
import { fetchModels } from '../models';
import { storeFlows } from './example-flows';

type Job = Schemas['JobReply'];

const LOOK_EVERY_MS = 500;
const LONGEST_SECONDS = 900;
const TEXT = 'The committee approved the new railway timetable.';

/** The example flows on a film and a PDF: what each routine did, and what came of it. */
export async function flows(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const { video } = await chooseVideo(settings, signal);
  const models = await fetchModels(settings, signal);
  const document = join(PLACES.demo, 'letter.pdf');
  await writeFile(document, pdfOf(TEXT));
  await withSystem(settings, models, signal, async (gateway, during) => {
    await storeFlows(gateway);
    const film = (await gateway.files.upload(video)).path;
    const letter = (await gateway.files.upload(document)).path;
    const films = [{ path: film }, { path: film }];
    await showJob(gateway, 'folder-in-order', { films }, films.length, during);
    const [page] = await showJob(gateway, 'pdf-to-text', { documents: [{ path: letter }] }, 1, during);
    const read = await text((await gateway.files.download((page as { read: string }).read)).body);
    say(`  the page says: ${read.trim()}`);
    if (read.trim() !== TEXT) throw new Error(`the page was not read rightly, it says: ${TEXT}`);
    await showJob(gateway, 'two-languages', { films: films.slice(1) }, 1, during);
  });
}

/** @returns its results. @throws when it does not give so many */
async function showJob(
  gateway: SwitchyardClient,
  flow_id: string,
  data: object,
  results: number,
  signal: AbortSignal,
): Promise<unknown[]> {
  const began = performance.now();
  const body = { flow_id, data: data as never, wait: false, timeout: LONGEST_SECONDS };
  const { job_id } = await gateway.take(gateway.http.POST('/api/jobs', { body }));
  const job = await ended(gateway, job_id, signal);
  const metrics = await gateway.take(gateway.http.GET('/api/jobs/{id}/metrics', { params: { path: { id: job_id } } }));
  const table = new Table({ head: ['routine', 'executions', 'errors', 'average'], style: { head: [], border: [] } });
  for (const { routine_id, executions, errors, average_ms } of metrics.routines)
    table.push([routine_id, executions, errors, `${(average_ms / 1000).toFixed(1)} s`]);
  say(`\n${flow_id}: ${job.status}, ${job.results.length} results in ${since(began)}\n${table.toString()}`);
  for (const result of job.results) say(`  ${JSON.stringify(result).slice(0, 300)}`);
  if (job.status !== 'completed') throw new Error(`the job of ${flow_id} ${job.status}: ${job.error?.message ?? ''}`);
  if (job.results.length !== results)
    throw new Error(`the job of ${flow_id} gave ${job.results.length} results, not ${results}`);
  return job.results;
}

async function ended(gateway: SwitchyardClient, id: string, signal: AbortSignal): Promise<Job> {
  for (;;) {
    const job = await gateway.take(gateway.http.GET('/api/jobs/{id}', { params: { path: { id } } }));
    if (job.status !== 'running' && job.status !== 'paused') return job;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** A PDF of one page with one line. */
function pdfOf(text: string): Buffer {
  const content = `BT /F1 24 Tf 40 700 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 700 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + end, 'latin1');
}
