--#include common.lua
-- What an attempt came to, once, and only under the lease that holds. Where a sender does not trust nodes, several of them run the
-- task one after the other until enough of their results are equal, or cannot be any more.
-- ARGV: 1 seed, 2 task id, 3 lease, 4 'completed' | 'failed' | 'timed_out', 5 result, 6 '1' when it is cut, 7 execution ms,
--       8 error message, 9 id of the key or '', 10 '1' for an admin, 11 ttl ms
-- Returns 'recorded' | 'again' | 'lost' | 'none'
local now, id, status, result, error_message = now_ms(), ARGV[2], ARGV[4], ARGV[5], ARGV[8]
local r = redis.call('HMGET', TASK .. id, 'status', 'lease', 'node', 'recorded', 'agree', 'of')
if not r[1] then return 'none' end
local node = r[3]
if r[4] == ARGV[3] then return 'again' end
if r[2] ~= ARGV[3] or refusal(node, ARGV[9], ARGV[10]) then return 'lost' end
if r[1] ~= 'running' then return 'lost' end
local deadline = tonumber(redis.call('ZSCORE', DEADLINES, node) or 0)
if deadline < now and tonumber(redis.call('HGET', WATCH, 'grace_until') or 0) < now then return 'lost' end

-- Counts a result among those of the other nodes. Returns 'agreed' | 'open' | 'differ', and how many there are.
local function compared(agree, most)
  local own = status .. ' ' .. redis.sha1hex(result)
  redis.call('HSET', votes_key(id), node, own)
  local all, counts, best = redis.call('HVALS', votes_key(id)), {}, 0
  for _, one in ipairs(all) do
    counts[one] = (counts[one] or 0) + 1
    best = math.max(best, counts[one])
  end
  redis.call('HSET', TASK .. id, 'votes', #all)
  if counts[own] >= agree then return 'agreed', #all end
  return best + most - #all < agree and 'differ' or 'open', #all
end

redis.call('HSET', TASK .. id, 'recorded', ARGV[3])
redis.call('HINCRBY', NODE .. node, 'compute_ms', int(tonumber(ARGV[7])))
if status == 'completed' then
  redis.call('ZADD', CONTRIBUTION, redis.call('HINCRBY', NODE .. node, 'completed_tasks', 1), node)
end
if r[5] then
  local found, votes = compared(tonumber(r[5]), tonumber(r[6]))
  if found == 'open' then
    redis.call('HSET', TASK .. id, 'tries', 0)
    redis.call('HSET', NODE .. node, 'last_task_at', int(now))
    requeue(id, now, ARGV[1], 'progress', node, { node_id = node, results = votes })
    return 'recorded'
  end
  if found == 'differ' then
    status, result = 'failed', ''
    error_message = votes .. ' nodes did not give ' .. r[5] .. ' equal results'
  end
end
redis.call('HSET', TASK .. id, 'result', result, 'truncated', ARGV[6], 'execution_ms', ARGV[7], 'error_message', error_message)
count_end(ENDS, now, status == 'completed' and 'succeeded' or status, status == 'completed' and tonumber(ARGV[7]) or 0)
finish(id, now, status, ARGV[11], status == 'timed_out' and 'hard_timeout' or status, node,
  { node_id = node, execution_time = ARGV[7] / 1000 })
tell_task(status == 'completed' and 'task_completed' or 'task_failed', id, status, node)
return 'recorded'
