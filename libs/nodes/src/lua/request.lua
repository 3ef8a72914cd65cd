--#include common.lua
-- A node asks for work: it gets what it was promised, else the oldest task that it has room for, else it waits in the queue of nodes.
-- ARGV: 1 seed, 2 node, 3 ms for which it counts as asking, 4 id of the key or '', 5 '1' for an admin, 6 timeout ms, 7 ttl ms
-- Returns {'task', id, lease, code, timeout, cpu, memory, waiting ms, completed, last task at, now} | {'wait'} | {'unknown'} |
--         {'foreign'} | {'other', node}
local now, node = now_ms(), ARGV[2]
local refused = refusal(node, ARGV[4], ARGV[5])
if refused then return refused end
local r = redis.call('HMGET', NODE .. node, 'status', 'room', 'task', 'waiting_since', 'completed_tasks')
if not r[1] or r[1] == 'offline' then return { 'unknown' } end
redis.call('ZADD', DEADLINES, int(now + ARGV[6]), node)
local id = r[3]
if id and redis.call('HGET', TASK .. id, 'status') == 'running' then
  -- It was told of this task already: the answer was lost, or the agent was started anew.
  if tonumber(redis.call('HGET', TASK .. id, 'tries')) >= MAX_TRIES then
    orphan(id, now, ARGV[7], ARGV[1], 'its node began anew without a result')
    id = nil
  end
end
if not id then
  if not r[2] or r[2] == '' then return { 'wait' } end
  local need
  id, need = oldest_for(node, r[2])
  local since = r[4] or int(now)
  redis.call('HSET', NODE .. node, 'waiting_since', since, 'asks_until', int(now + ARGV[3]))
  set_node_status(node, 'idle', now)
  if not id then
    start_waiting(node, r[2], tonumber(r[5] or 0), tonumber(since))
    return { 'wait' }
  end
  grant(id, need, node, r[2], now, ARGV[1])
end
local t = redis.call('HMGET', TASK .. id, 'lease', 'code', 'timeout', 'cpu', 'memory', 'chosen_waiting_ms', 'chosen_completed',
  'chosen_last_task_at', 'status', 'tries')
redis.call('ZREM', OFFERS, id)
redis.call('HDEL', NODE .. node, 'waiting_since', 'asks_until')
set_node_status(node, 'busy', now)
redis.call('HINCRBY', TASK .. id, 'tries', 1)
redis.call('ZADD', LIMITS, int(now + t[3] * 1000 + LIMIT_GRACE_MS), id)
redis.call('HSET', TASK .. id, 'started_at', int(now))
if t[9] ~= 'running' then set_status(id, 'running') end
add_event(id, now, 'started', node, { node_id = node, ['try'] = t[10] + 1 })
tell_task('task_started', id, 'running', node)
return { 'task', id, t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], int(now) }
