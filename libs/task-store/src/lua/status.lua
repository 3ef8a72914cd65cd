-- How tasks are doing, each as one text: a client pays for each value of a list.
-- KEYS: tasks
-- ARGV: 1 stem of queues
-- __FIELDS__ begin with id, status, queue, fence
-- Returns a JSON list for each task: how many tasks stand before it while it is queued, else -1; then the values, false
-- where there is none
local replies = {}
for i = 1, #KEYS do
  local r = redis.call('HMGET', KEYS[i], __FIELDS__)
  local ahead = -1
  if r[2] == 'queued' then ahead = redis.call('ZRANK', ARGV[1] .. r[3] .. ':prioritized', 't-' .. r[1] .. '-' .. r[4]) or 0 end
  table.insert(r, 1, ahead)
  replies[i] = cjson.encode(r)
end
return replies
