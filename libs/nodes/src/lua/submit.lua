--#include common.lua
-- Stores a code task and gives it to the node that should have it, if one waits. Where the task exists, this is sent again after a
-- connection was cut, and changes nothing.
-- ARGV: 1 seed, 2 task id, 3 shape it needs, 4 owner or '', 5 producer, 6.. fields of the record as pairs
-- Returns {number of tasks before it}
local now, id, need, owner = now_ms(), ARGV[2], ARGV[3], ARGV[4]
local known = redis.call('HGET', TASK .. id, 'number')
local number = known or int(math.max((redis.call('GET', NUMBER) or 0) + 1, now))
local before = 0
for _, shape in ipairs(redis.call('SMEMBERS', QUEUE_SHAPES)) do
  before = before + redis.call('ZCOUNT', QUEUE .. shape, '-inf', '(' .. number)
end
if known then return { before } end
redis.call('SET', NUMBER, number)
redis.call('HSET', TASK .. id, 'task_id', id, 'status', 'queued', 'need', need, 'owner', owner, 'number', number, 'fence', 0,
  'tries', 0, 'seq', 0, 'created_at', int(now), unpack(ARGV, 6))
redis.call('ZADD', INDEX .. 'queued', number, id)
if owner ~= '' then redis.call('ZADD', owner_index('queued', owner), number, id) end
enqueue(id, need, number)
add_event(id, now, 'created', ARGV[5], { task_name = 'code' })
add_event(id, now, 'queued', ARGV[5], { position = before })
tell_task('task_created', id, 'queued', nil)
match(id, need, now, ARGV[1])
return { before }
