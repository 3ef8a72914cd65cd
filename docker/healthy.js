/** Ends with 0 when the app of this container is ready; else it says what is wrong, which `docker inspect` shows. */
const port = process.env.HEALTH_PORT ?? process.env.PROBE_PORT;

async function problem() {
  const reply = await fetch(`http://127.0.0.1:${port}/health/ready`);
  if (!reply.ok) return (await reply.json()).problems.join('; ');
}

problem()
  .catch((error) => String(error.cause ?? error))
  .then((said) => {
    if (said !== undefined) console.log(said);
    process.exitCode = said === undefined ? 0 : 1;
  });
