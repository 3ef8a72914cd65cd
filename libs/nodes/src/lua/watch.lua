--#include common.lua
-- Finds what is late: nodes without a sign of life, promises that were not fetched, attempts far over their limit, and removes what is
-- over. Any number of gateways may ask; each finding is acted on once.
-- ARGV: 1 seed, 2 timeout ms, 3 ms without a look after which no node could give a sign of life, 4 ttl ms, 5 most
-- Returns {nodes lost, promises withdrawn, limits passed, tasks removed}
local now, most, found = now_ms(), ARGV[5], { 0, 0, 0, 0 }
local w = redis.call('HMGET', WATCH, 'seen_at', 'grace_until')
redis.call('HSET', WATCH, 'seen_at', int(now))
local grace = tonumber(w[2] or 0)
if not w[1] or math.abs(now - w[1]) > tonumber(ARGV[3]) then
  grace = now + ARGV[2]
  redis.call('HSET', WATCH, 'grace_until', int(grace))
end
local function late(key) return redis.call('ZRANGE', key, '-inf', int(now), 'BYSCORE', 'LIMIT', 0, most) end

if grace <= now then
  for _, node in ipairs(late(DEADLINES)) do
    node_leaves(node, now, ARGV[4], ARGV[1], 'its node gave no sign of life for ' .. ARGV[2] / 1000 .. ' s', false)
    found[1] = found[1] + 1
  end
  for _, id in ipairs(late(LIMITS)) do
    redis.call('HSET', TASK .. id, 'error_message', 'its node reported nothing long after the time limit')
    redis.call('HDEL', TASK .. id, 'lease')
    local node = redis.call('HGET', TASK .. id, 'node')
    count_end(ENDS, now, 'timed_out', 0)
    finish(id, now, 'timed_out', ARGV[4], 'hard_timeout', 'gateway', { node_id = node })
    tell_task('task_failed', id, 'timed_out', node)
    found[3] = found[3] + 1
  end
end
for _, id in ipairs(late(OFFERS)) do
  local node = redis.call('HGET', TASK .. id, 'node')
  redis.call('HDEL', NODE .. node, 'asks_until')
  requeue(id, now, ARGV[1])
  found[2] = found[2] + 1
end
for _, id in ipairs(late(RETENTION)) do
  local r = redis.call('HMGET', TASK .. id, 'status', 'owner')
  if r[1] then
    redis.call('ZREM', INDEX .. r[1], id)
    if r[2] ~= '' then redis.call('ZREM', owner_index(r[1], r[2]), id) end
  end
  redis.call('ZREM', RETENTION, id)
  redis.call('DEL', TASK .. id, EVENTS .. id, votes_key(id))
  redis.call('PUBLISH', EVENTS .. id, '0 ' .. (r[2] or ''))
  found[4] = found[4] + 1
end
for _, node in ipairs(redis.call('ZRANGE', STATUS .. 'offline', '-inf', int(now - FORGET_NODE_MS), 'BYSCORE', 'LIMIT', 0, most)) do
  local key = redis.call('HGET', NODE .. node, 'key')
  if key then redis.call('HDEL', NODE_OF_KEY, key) end
  redis.call('ZREM', STATUS .. 'offline', node)
  redis.call('ZREM', CONTRIBUTION, node)
  redis.call('DEL', NODE .. node)
end
return found
