/** Ends with 0 when the app of this container is ready. */
const port = process.env.HEALTH_PORT ?? process.env.PROBE_PORT;
fetch(`http://127.0.0.1:${port}/health/ready`).then(
  ({ ok }) => process.exit(ok ? 0 : 1),
  () => process.exit(1),
);
