import * as m from './index';
it('x', async () => {
  const t = Date.now();
  for (const [k, f] of Object.entries(m)) if (typeof f === 'function') { const a=Date.now();
    const r = await (f as any)(k.endsWith('Named') ? 'x.mp4' : undefined); console.log(k, r, Date.now()-a); }
}, 300000);
