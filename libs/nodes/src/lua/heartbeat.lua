--#include common.lua
-- A sign of life of a node; the first one, and the first after a silence, is its joining.
-- ARGV: 1 seed, 2 node, 3 status, 4 cores, 5 memory MB, 6 shape it has room for or '', 7 cpu %, 8 memory %, 9 platform or '',
--       10 id of the key or '', 11 '1' for an admin, 12 timeout ms, 13 ttl ms, 14 most nodes, 15 the task it says it runs, '-' for
--       none, '' when it does not say
-- Returns {'ok', now, 'none' | 'ok', task} | {'foreign'} | {'other', node} | {'full'}
local now, node, status, room = now_ms(), ARGV[2], ARGV[3], ARGV[6]
local refused = refusal(node, ARGV[10], ARGV[11])
if refused then return refused end
local r = redis.call('HMGET', NODE .. node, 'status', 'room', 'task', 'key', 'since')
if not r[1] then
  local known = 0
  for _, one in ipairs({ 'idle', 'busy', 'offline' }) do known = known + redis.call('ZCARD', STATUS .. one) end
  if known >= tonumber(ARGV[14]) then return { 'full' } end
  redis.call('HSET', NODE .. node, 'since', int(now), 'completed_tasks', 0, 'compute_ms', 0)
end
if ARGV[10] ~= '' and ARGV[11] ~= '1' and (r[4] or '') == '' then
  redis.call('HSET', NODE .. node, 'key', ARGV[10])
  redis.call('HSET', NODE_OF_KEY, ARGV[10], node)
end
if r[2] and r[2] ~= room then stop_waiting(node, r[2]) end
redis.call('HSET', NODE .. node, 'cpu_cores', ARGV[4], 'memory_mb', ARGV[5], 'room', room, 'cpu_percent', ARGV[7],
  'memory_percent', ARGV[8], 'last_heartbeat', int(now))
if ARGV[9] ~= '' then redis.call('HSET', NODE .. node, 'platform', ARGV[9]) end
if status == 'offline' then
  if r[1] and r[1] ~= 'offline' then node_leaves(node, now, ARGV[13], ARGV[1], 'the node was shut down', true)
  else set_node_status(node, 'offline', now) end
  return { 'ok', int(now), 'none', '' }
end
redis.call('ZADD', DEADLINES, int(now + ARGV[12]), node)
if not r[1] or r[1] == 'offline' then tell('node_joined', { node_id = node, status = status }) end
local task = redis.call('HGET', NODE .. node, 'task')
if task and ARGV[15] ~= '' and ARGV[15] ~= task then
  local t = redis.call('HMGET', TASK .. task, 'status', 'started_at')
  -- an answer that gives a task may still be on its way
  if t[1] == 'running' and now - t[2] > 15000 then
    orphan(task, now, ARGV[13], ARGV[1], 'its node does not run it')
    task = nil
  end
end
if status == 'busy' and not task then
  stop_waiting(node, room)
  redis.call('HDEL', NODE .. node, 'waiting_since', 'asks_until')
end
set_node_status(node, task and 'busy' or status, now)
if not task then return { 'ok', int(now), 'none', '' } end
return { 'ok', int(now), 'ok', task }
