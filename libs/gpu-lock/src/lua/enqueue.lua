--#include common.lua
-- A task waits for the GPU, or has it at once. Asked again with the same token, it answers the same.
-- ARGV: 9 task id, 10 task name, 11 worker, 12 token, 13 arrival number, 14 hard limit ms (0: none),
--       15 '1' where a wait that ends without a grant is counted: at one of the GPUs it waits for
-- Returns {'granted', fence, '1' when the engine of this process is still loaded} | {'waiting', position, watched ms}
begin()
local id, token = ARGV[9], ARGV[12]
if lease.state ~= 'held' or lease.token ~= token then
  local waiter = waiter_of(id)
  if not waiter or waiter.token ~= token then
    waiter = { task_name = ARGV[10], worker = ARGV[11], token = token, since = now, hard_ms = tonumber(ARGV[14]),
      counts = ARGV[15] == '1' }
    redis.call('HSET', WAITERS, id, cjson.encode(waiter))
    redis.call('ZADD', QUEUE, ARGV[13], id)
  end
  redis.call('ZADD', POLLS, int(watched + POLL_LEASE), id)
  pass_on(id)
end
return answer(id, token)
