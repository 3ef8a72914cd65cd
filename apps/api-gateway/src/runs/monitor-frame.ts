/** One message of `/ws/monitor`. */
export interface MonitorFrame {
  type: 'workflows' | 'stats' | 'event' | 'lock' | 'node';
  data: object;
}
